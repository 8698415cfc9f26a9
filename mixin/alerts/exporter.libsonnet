local alerts = import 'alert.libsonnet';
local promql = import '../promql.libsonnet';
local recent = promql.recent;

{
  prometheusAlerts+:: {
    local c = $._config,
    local alert = alerts.of(c),

    comment:: |||
      docs/alerts.md lists the alerts, docs/runbooks describes each. The expressions aggregate the scrape's labels job and instance
      away: two exporters of one project alert once. keep_firing_for bridges the restart of an exporter, after which health needs a
      window of polls.
    |||,

    local down(severity, wait, comment) = alert(
      'SmartConnectExporterDown',
      severity,
      'exporter',
      'Prometheus cannot scrape a Smart Connect exporter',
      ('Prometheus could not scrape the exporter at {{ $labels.instance }} (job {{ $labels.job }}) for %s. Its tasks are not '
       + 'monitored.') % std.strReplace(wait, 'm', ' minutes'),
      |||
        max by (job, instance) (up) == 0
          and on (job, instance) (
              last_over_time(smartconnect_exporter_build_info[1d])
            or
              ALERTS{alertname="SmartConnectExporterDown"}
          )
      |||,
      wait,
      comment=comment
    ),

    // The targets of the last hours that nobody polls. If one of their addresses is down, SmartConnectExporterDown fires instead.
    local lostTargets = |||
      max by (job, target) (last_over_time(smartconnect_target_instances[%(memory)s]))
        unless on (target) (
            smartconnect_target_instances
          or
            last_over_time(smartconnect_target_instances[%(memory)s]) and on (job, instance) up == 0
        )
        unless on () ALERTS{alertname="SmartConnectExporterAbsent"}
    ||| % c,
    local healthyJobs = '(max by (job) (smartconnect_exporter_build_info) unless on (job) up == 0)',
    local lost(severity, operator, comment) = alert(
      'SmartConnectTargetDisappeared',
      severity,
      'exporter',
      'No exporter polls a target any more',
      'No exporter polls target {{ $labels.target }}, which had {{ $value | humanize }} instances within the last 6 hours. Its tasks '
      + 'are not monitored.',
      'max by (target) (\n%s\n  %s on (job) %s\n)\n' % [promql.indent(lostTargets, 2), operator, healthyJobs],
      c.absentFor,
      comment=comment
    ),

    groups+: [
      {
        name: 'smart-connect-exporter',
        rules: [
          down('warning', c.exporterDownWarning, |||
            The build info of the last day identifies a scrape target as an exporter. After that, this alert itself does.
          |||),
          down('critical', c.exporterDownCritical, 'A reboot pages nobody.'),
          alert(
            'SmartConnectExporterAbsent',
            'critical',
            'exporter',
            'Prometheus scrapes no Smart Connect exporter',
            'Prometheus has no exporter as a scrape target, not even one that is down. No task is monitored.',
            |||
              absent(smartconnect_exporter_build_info)
                unless on () ALERTS{alertname="SmartConnectExporterDown"}
            |||,
            c.absentFor
          ),
          lost('critical', 'unless', |||
            Covers a replacement exporter that never came up.
          |||),
          lost('warning', 'and', |||
            All exporters of the job are up: somebody removed the target from the configuration.
          |||),
          alert(
            'SmartConnectCredentialExpiring',
            'warning',
            'exporter',
            'The credential of a target expires soon or has expired',
            'The credential of target {{ $labels.target }} {{ if lt $value 0.0 }}has expired{{ else }}expires in '
            + '{{ $value | humanizeDuration }}{{ end }}. Without a new one, every poll fails.',
            |||
              min by (target) (smartconnect_exporter_credential_expiry_timestamp_seconds) - time() < 5 * 60
                or
              min by (target) (
                smartconnect_exporter_credential_expiry_timestamp_seconds
                  == smartconnect_exporter_credential_expiry_timestamp_seconds offset 10h
              ) - time() < 2 * 60 * 60
            |||,
            '5m',
            comment=|||
              Temporary keys are renewed after four fifths of their life. A credential that has been the same for 10 hours lives
              for longer, and its renewal is overdue 2 hours before its end.
            |||
          ),
          alert(
            'SmartConnectThrottled',
            'warning',
            'exporter',
            'The cloud throttles a target',
            'For 30 minutes, throttling has kept requests for target {{ $labels.target }} below the configured rate. Data are late.',
            |||
              max by (target) (
                smartconnect_exporter_api_rate_limit < 0.99 * max_over_time(smartconnect_exporter_api_rate_limit[1d])
                  and on (job, instance) sum by (job, instance) (
              %s
                  ) > 0
              )
            ||| % promql.indent(recent('increase(smartconnect_exporter_api_throttled_total[WINDOW])'), 6),
            '30m',
            comment=|||
              Each throttling halves the rate limit of the target, down to 1/64; it recovers over ten polls after the pause. A limit
              that is low without throttling was lowered in the configuration today. The 20 minutes exceed the longest pause that the
              cloud can demand, 15 minutes.
            |||
          ),
          alert(
            'SmartConnectReloadFailed',
            'warning',
            'exporter',
            'An exporter rejected its changed configuration',
            'The exporter at {{ $labels.instance }} (job {{ $labels.job }}) rejected the configuration at its last reload. It keeps '
            + 'the previous one, and cannot start with the new one.',
            'max by (job, instance) (smartconnect_exporter_config_last_reload_successful) == 0\n',
            '5m'
          ),
          alert(
            'SmartConnectStateFileNotSaved',
            'warning',
            'exporter',
            'An exporter cannot save its state file',
            'The exporter at {{ $labels.instance }} (job {{ $labels.job }}) last saved its state file '
            + '{{ $value | humanizeDuration }} ago. After a restart, lag times are only lower bounds.',
            |||
              max by (job, instance) (
                time() - smartconnect_exporter_state_file_last_save_success_timestamp_seconds > 15 * 60
                  and increase(smartconnect_exporter_state_file_save_failures_total[30m]) > 0
              )
            |||,
            '5m',
            comment='The exporter saves every 5 minutes.'
          ),
          alert(
            'SmartConnectUnreadableValues',
            'info',
            'exporter',
            'The cloud sends values that the exporter cannot read',
            'Within an hour, the exporter ignored about {{ $value | humanize }} values of the field {{ $labels.field }}: they have '
            + 'the wrong type or range.',
            'round(max by (field) (increase(smartconnect_exporter_unreadable_values_total[1h]))) > 0\n',
            '15m'
          ),
          alert(
            'SmartConnectLagMismatch',
            'info',
            'exporter',
            'The lag in the API is not the difference of the offsets',
            'Within an hour, the lag in the API differed from the offsets about {{ $value | humanize }} times. The exporter uses the '
            + 'offsets.',
            'round(sum(increase(smartconnect_exporter_lag_mismatches_total[1h]))) > 0\n',
            '15m'
          ),
          {
            alert: 'Watchdog',
            expr: 'vector(1)\n',
            labels: { severity: 'none' },
            annotations: {
              summary: 'Prometheus and Alertmanager work',
              description: 'This alert always fires. Let a service outside of this cluster notify you when it no longer arrives.',
              runbook_url: c.runbookUrl + '/Watchdog.md',
              dashboard_url: c.grafanaUrl + '/d/smart-connect-exporter',
            },
          },
        ],
      },
    ],
  },
}
