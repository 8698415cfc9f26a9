local alerts = import 'alert.libsonnet';

{
  prometheusAlerts+:: {
    local c = $._config,
    local alert = alerts.of(c),

    groups+: [
      {
        name: 'smart-connect-scale',
        rules: [
          alert(
            'SmartConnectShardsMissing',
            'critical',
            'exporter',
            'Some shards of a target have no exporter',
            'Prometheus scrapes no exporter for {{ $value | humanize }} of the shards of target {{ $labels.target }}. Tasks of these '
            + 'shards are not monitored.',
            |||
              max by (target) (
                smartconnect_target_instances * 0 + on (job, instance) group_left () smartconnect_exporter_total_shards
              )
                - count by (target) (
                  count by (target, shard_ordinal) (
                    smartconnect_target_instances
                      * on (job, instance) group_left (shard_ordinal) smartconnect_exporter_shard_ordinal
                  )
                )
                > 0
                unless on (target) (
                  last_over_time(smartconnect_target_instances[%(memory)s]) and on (job, instance) up == 0
                )
            ||| % c,
            c.absentFor,
            comment='If the address of a shard is down, SmartConnectExporterDown fires instead.'
          ),
          alert(
            'SmartConnectShardingMismatch',
            'warning',
            'exporter',
            'Exporters of a target disagree on the number of shards',
            'The exporters of target {{ $labels.target }} disagree on the number of shards. They poll some of its '
            + 'instances twice or not at all.',
            |||
              stdvar by (target) (
                smartconnect_target_instances * 0 + on (job, instance) group_left () (
                    smartconnect_exporter_total_shards
                  or on (job, instance)
                    max by (job, instance) (smartconnect_exporter_build_info)
                )
              ) > 0
            |||,
            '15m',
            comment='An exporter without shards counts as one of one: its build info is 1. A rollout restarts one shard after another.'
          ),
          alert(
            'SmartConnectBudgetExceeded',
            'warning',
            'exporter',
            'The polls of a target need more requests than allowed',
            'The polls of target {{ $labels.target }} need {{ $value | humanizePercentage }} of the allowed requests per second. Lags '
            + 'of tasks without trouble are read less often than configured.',
            'max by (target) (smartconnect_exporter_api_budget_used_ratio) > 1\n',
            '15m'
          ),
          alert(
            'SmartConnectNoLeader',
            'critical',
            'exporter',
            'No exporter holds the lease',
            'All exporters of job {{ $labels.job }} stand by, and none holds the lease. Nothing is monitored.',
            'max by (job) (smartconnect_exporter_leader) == 0\n',
            '5m',
            comment='A standby takes the lease within 20 s.'
          ),
        ],
      },
    ],
  },
}
