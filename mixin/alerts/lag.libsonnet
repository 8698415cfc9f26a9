local alerts = import 'alert.libsonnet';
local promql = import '../promql.libsonnet';
local byTask = promql.byTask;
local chomp = promql.chomp;

{
  prometheusAlerts+:: {
    local c = $._config,
    local alert = alerts.of(c),
    local behind = 'The lag time of %s is {{ $value | humanizeDuration }}' % alerts.task,

    groups+: [
      {
        name: 'smart-connect-lag',
        rules: [
          alert(
            'SmartConnectMessagesExpired',
            'critical',
            'task',
            'A task loses messages',
            'Retention has deleted about {{ $value | humanize }} messages that %s had not transferred.' % alerts.task,
            'round(\n%s\n) > 0\n' % promql.indent(byTask(
              promql.recent('increase(smartconnect_task_expired_messages_total[WINDOW])')
            ), 2),
            keep='15m'
          ),
          alert(
            'SmartConnectRetentionMarginCritical',
            'critical',
            'task',
            'A task is about to lose messages',
            ('Retention deletes the oldest untransferred message of %s in {{ $value | humanizeDuration }}. Less than a quarter of '
             + 'its retention time, or an hour, is left.') % alerts.task,
            |||
              task:smartconnect_task_retention_margin_seconds:min
                and task:smartconnect_task_retention_margin_seconds:retention_ratio < %(marginCritical)g
              or
              task:smartconnect_task_retention_margin_seconds:min < %(marginSeconds)g
                unless task:smartconnect_task_retention_margin_seconds:retention_ratio >= 0.5
            ||| % c,
            keep='10m',
            comment=|||
              An hour is more than a quarter of a retention time below 4 hours. It counts only while less than half of the time is
              left: otherwise the alert would always fire for a topic that keeps its messages for an hour.
            |||
          ),
          alert(
            'SmartConnectRetentionMarginLow',
            'warning',
            'task',
            'A task nears the end of its retention time',
            ('Retention deletes the oldest untransferred message of %s in {{ $value | humanizeDuration }}. Less than half of its '
             + 'retention time is left.') % alerts.task,
            |||
              task:smartconnect_task_retention_margin_seconds:min
                and task:smartconnect_task_retention_margin_seconds:retention_ratio < %(marginLow)g
            ||| % c,
            '15m',
            '15m'
          ),
          alert(
            'SmartConnectTaskPausedWithLag',
            'warning',
            'task',
            'A task is paused and has lag',
            alerts.Task + ' is PAUSED, and its lag time is {{ $value | humanizeDuration }}. The topic deletes messages after its '
            + 'retention time.',
            byTask(|||
              smartconnect_task_max_lag_seconds > %(lagPaused)g * smartconnect_task_lag_objective_seconds
                and ignoring (status) smartconnect_task_status{status="PAUSED"} == 1
            ||| % c),
            '30m',
            '5m',
            'The lag time includes the time before the pause, hence the 30 minutes for a task with an old tail.'
          ),
          alert(
            'SmartConnectTaskLagGrowing',
            'warning',
            'task',
            'The lag of a task only grows',
            'The lag of %s has grown for 30 minutes without shrinking.' % alerts.task,
            chomp(byTask('smartconnect_task_health{health="warn"}')) + ' == 1\n',
            '30m',
            '15m'
          ),
          alert(
            'SmartConnectTaskObjectiveBreachSoon',
            'warning',
            'task',
            'A task will exceed its lag objective',
            'At its current rates, %s passes its lag objective in {{ $value | humanizeDuration }}.' % alerts.task,
            chomp(byTask('smartconnect_task_objective_breach_seconds', function_='min')) + ' < %(breachSoon)g\n' % c,
            '15m',
            '15m'
          ),
          alert(
            'SmartConnectTaskLagHigh',
            'warning',
            'task',
            'A task exceeds its lag objective',
            behind + ', above its objective.',
            |||
              task:smartconnect_task_max_lag_seconds:max
                and task:smartconnect_task_max_lag_seconds:objective_ratio > 1
            |||,
            '20m',
            '5m',
            'After idle days, an old tail leaves with the next delivery: within 15 minutes and two polls.'
          ),
          alert(
            'SmartConnectTaskLagCritical',
            'critical',
            'task',
            'A task is hours behind',
            (behind + ', more than %g times its objective. The task won\'t catch up within an hour. The topic deletes messages after '
             + 'its retention time.') % c.lagCritical,
            |||
              task:smartconnect_task_max_lag_seconds:max
                and task:smartconnect_task_max_lag_seconds:objective_ratio > %(lagCritical)g
                unless on (instance_id, task_id) smartconnect_task_catch_up_seconds < %(catchUpSoon)g
            ||| % c,
            '20m',
            '5m'
          ),
          alert(
            'SmartConnectTaskNotCatchingUp',
            'warning',
            'task',
            'A task is behind and does not catch up',
            behind + '. At its current rate, the task needs more than a day or never catches up.',
            |||
              task:smartconnect_task_max_lag_seconds:max
                and task:smartconnect_task_max_lag_seconds:objective_ratio > 1
                unless on (instance_id, task_id) smartconnect_task_catch_up_seconds <= %(catchUpLate)g
                unless on (instance_id, task_id) smartconnect_task_lag_source{source="cloud_eye"} == 1
            ||| % c,
            '1h',
            '15m'
          ),
        ],
      },
    ],
  },
}
