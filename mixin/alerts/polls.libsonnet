local alerts = import 'alert.libsonnet';
local promql = import '../promql.libsonnet';
local byInstance = promql.byInstance;

{
  prometheusAlerts+:: {
    local c = $._config,
    local alert = alerts.of(c),

    local gone = |||
      max by (target, region, instance_id, instance_name) (
        last_over_time(smartconnect_instance_info[%(memory)s]) unless on (job, instance) up == 0
      )
        unless on (instance_id) smartconnect_instance_info
        and on (target) smartconnect_target_up == 1
    ||| % c,
    local busy = 'on (instance_id) last_over_time(task:smartconnect_task_lag_messages:listed[%(memory)s]) > 0\n' % c,
    local disappeared(severity, operator, consequence, comment='') = alert(
      'SmartConnectInstanceDisappeared',
      severity,
      'overview',
      'The cloud no longer lists an instance',
      'Discovery no longer lists %s, polled within the last 6 hours. %s' % [alerts.instance, consequence],
      gone + '  ' + operator + ' ' + busy,
      '10m',
      comment=comment
    ),

    groups+: [
      {
        name: 'smart-connect-polls',
        rules: [
          alert(
            'SmartConnectAuthenticationFailing',
            'critical',
            'exporter',
            'The cloud rejects the credentials of a target',
            'The cloud answers target {{ $labels.target }} with {{ if eq $labels.reason `denied` }}403: the credentials lack a '
            + 'permission{{ else }}401: the credentials are wrong, expired or locked, or a secret can\'t be read{{ end }}. No new data '
            + 'arrive.',
            |||
              max by (target, reason) (
                  target:smartconnect_target_failures:recent{reason=~"auth|denied"} > 0
                    and on (target) smartconnect_target_up == 0
                or
                  instance:smartconnect_poll_failures:recent{reason=~"auth|denied"} > 0
                    and on (instance_id) smartconnect_up == 0
              )
            |||,
            '5m'
          ),
          alert(
            'SmartConnectDiscoveryFailing',
            'warning',
            'exporter',
            'The instances of a target cannot be listed',
            'For 15 minutes, the exporter could not list the instances of target {{ $labels.target }}, with reason '
            + '{{ $labels.reason }}. It finds no new ones.',
            |||
              target:smartconnect_target_failures:recent{reason!~"auth|denied|throttled"} > 0
                and on (target) smartconnect_target_up == 0
            |||,
            '15m'
          ),
          alert(
            'SmartConnectPollsFailing',
            'warning',
            'exporter',
            'Polls of an instance fail',
            'For 10 minutes, the exporter could not list the tasks of ' + alerts.instance + ', with reason {{ $labels.reason }}. '
            + 'Their data are old or missing.',
            |||
              instance:smartconnect_poll_failures:recent{reason!~"auth|denied|throttled"} > 0
                and on (instance_id) smartconnect_up == 0
            |||,
            '10m'
          ),
          alert(
            'SmartConnectDataStale',
            'critical',
            'exporter',
            'The data of an instance are too old',
            'The last successful poll of ' + alerts.instance + ' was {{ $value | humanizeDuration }} ago. Its tasks are not monitored.',
            |||
              (
                time() - max by (instance_id) (max_over_time(smartconnect_last_success_timestamp_seconds[7d]))
                  > clamp_min(
                    %(stalePolls)g
                      * max by (instance_id) (
                        0 * max_over_time(smartconnect_last_success_timestamp_seconds[7d])
                          + on (job, instance) group_left () max by (job, instance) (smartconnect_poll_interval_seconds)
                        or
                        0 * max_over_time(smartconnect_last_success_timestamp_seconds[7d])
                          + scalar(min(smartconnect_poll_interval_seconds) or vector(0))
                      ),
                    %(staleSeconds)g
                  )
              )
                * on (instance_id) group_right
                max by (target, region, instance_id, instance_name) (
                    smartconnect_instance_info
                  or
                    (last_over_time(smartconnect_instance_info[1d]) or ALERTS{alertname="SmartConnectDataStale"})
                      and on (target) smartconnect_target_up == 0
                )
            ||| % c,
            '5m',
            comment=|||
              A restarted exporter no longer has its last success, hence the 7 days. While its discovery fails, it does not have
              its instances either: they come from the last day, then from the firing alert itself. An instance that a working
              discovery no longer lists is not stale. "for" covers the first poll after a pause. The interval is that of the exporter
              that polled last, or the shortest one if that exporter is gone.
            |||
          ),
          alert(
            'SmartConnectNeverSucceeded',
            'warning',
            'exporter',
            'No poll of an instance has succeeded',
            'All {{ $value | humanize }} polls of ' + alerts.instance + ' have failed. Its tasks are not monitored.',
            promql.chomp(byInstance('smartconnect_polls_total'))
            + ' > 0\n  unless on (instance_id) max_over_time(smartconnect_last_success_timestamp_seconds[7d])\n',
            '15m'
          ),
          alert(
            'SmartConnectPollsSlow',
            'warning',
            'exporter',
            'Polls of an instance nearly time out',
            'For 15 minutes, polls of ' + alerts.instance + ' have taken {{ $value | humanizePercentage }} of poll.interval. By '
            + 'default, they time out at 83 %.',
            promql.chomp(byInstance(|||
              smartconnect_poll_duration_seconds / on (job, instance) group_left () smartconnect_poll_interval_seconds
            |||)) + ' > %(pollShare)g\n' % c,
            '15m',
            '5m'
          ),
          alert(
            'SmartConnectInstanceNotRunning',
            'warning',
            'overview',
            'An instance is not RUNNING',
            'For 15 minutes, %s has had the status {{ $labels.instance_status }}. Its tasks may transfer nothing.' % alerts.instance,
            |||
              max by (target, region, instance_id, instance_name, instance_status) (
                smartconnect_instance_info{instance_status!~"RUNNING|"}
              )
            |||,
            '15m'
          ),
          disappeared(
            'critical',
            'and',
            'It had RUNNING tasks with lag, which nobody monitors now.',
            |||
              Ignores the instances of an exporter that is down. If it was replaced at another address, the target has to be up at
              the replacement.
            |||
          ),
          disappeared('warning', 'unless', 'Its tasks are not monitored.'),
          alert(
            'SmartConnectListingIncomplete',
            'warning',
            'overview',
            'The cloud lists too few tasks of an instance',
            'The {{ $labels.api }} API counts {{ $value | humanize }} more tasks of ' + alerts.instance + ' than it lists. These are '
            + 'not monitored.',
            promql.chomp(byInstance(|||
              sum by (job, instance, instance_id, api) (smartconnect_tasks_reported) - (
                  label_replace(
                    count by (job, instance, instance_id) (smartconnect_task_info{api=~"smart_connect|both"}),
                    "api", "smart_connect", "", ""
                  )
                or
                  label_replace(
                    count by (job, instance, instance_id) (smartconnect_task_info{api=~"dump|both"}),
                    "api", "dump", "", ""
                  )
                or
                  0 * sum by (job, instance, instance_id, api) (smartconnect_tasks_reported)
              )
            |||, 'api')) + ' > 0\n',
            '15m'
          ),
          alert(
            'SmartConnectLagSourceFailing',
            'warning',
            'exporter',
            'Requests to a source of lag fail',
            'For 15 minutes, requests of target {{ $labels.target }} to the source of lag {{ $labels.source }} have failed '
            + '({{ $labels.reason }}). The lag of its tasks is old or unknown.',
            |||
              sum by (target, source, reason) (
              %s
              ) > 0
                and on (target, source) smartconnect_lag_source_up == 0
                and on (target) smartconnect_target_up == 1
            ||| % promql.indent(
              promql.recent('increase(smartconnect_lag_source_failures_total[WINDOW])', ['30m', '6h']), 2
            ),
            '15m',
            comment=|||
              A denied source is asked every 10 minutes, hence the window of three of them. When discovery fails too, the alerts about
              polls name the cause.
            |||
          ),
        ],
      },
    ],
  },
}
