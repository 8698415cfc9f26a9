local alerts = import 'alert.libsonnet';

{
  prometheusAlerts+:: {
    local c = $._config,
    local alert = alerts.of(c),
    local used = 'Of its limit of tasks in the {{ $labels.api }} API, %s has {{ $value | humanizePercentage }}.' % alerts.instance,

    groups+: [
      {
        name: 'smart-connect-quota',
        rules: [
          alert(
            'SmartConnectQuotaNearlyReached',
            'warning',
            'capacity',
            'An instance nears its limit of tasks',
            used,
            'instance:smartconnect_tasks_reported:limit_ratio >= %(quotaNearly)g < 1\n' % c,
            '10m',
            '15m'
          ),
          alert(
            'SmartConnectQuotaReached',
            'info',
            'capacity',
            'An instance is at its limit of tasks',
            used + ' The cloud refuses new tasks.',
            'instance:smartconnect_tasks_reported:limit_ratio >= 1\n',
            '10m',
            '15m'
          ),
        ],
      },
    ],
  },
}
