local alerts = import 'alert.libsonnet';
local promql = import '../promql.libsonnet';
local byTask = promql.byTask;
local chomp = promql.chomp;

{
  prometheusAlerts+:: {
    local c = $._config,
    local alert = alerts.of(c),

    // Tasks that transfer nothing although there is something to transfer. A dump that delivers seldom gets two deliver intervals.
    local idle = |||
      and on (job, instance, instance_id, task_id) (
          (
      %s
          ) == 0
        or
          max_over_time(smartconnect_task_transferred_messages_per_second[5m]) == 0
      )
      unless on (job, instance, instance_id, task_id) smartconnect_task_lag_messages == 0
      unless on (job, instance, instance_id, task_id) (
        smartconnect_task_deliver_interval_seconds > 600
          and smartconnect_task_max_lag_seconds < 2 * smartconnect_task_deliver_interval_seconds
      )
    ||| % promql.indent(promql.recent('increase(smartconnect_task_transferred_messages_total[WINDOW])', ['5m', '1h']), 6),

    local unknownStatus(severity, consequence, expr, wait, comment) = alert(
      'SmartConnectUnknownStatus',
      severity,
      'task',
      'A task has an undocumented status',
      '%s, or a partition of it, has the status {{ $labels.status }} (UNKNOWN: none), which is not documented. %s' % [
        alerts.Task,
        consequence,
      ],
      byTask(expr, 'status'),
      wait,
      '5m',
      comment
    ),

    local disappeared(severity, lag, description, comment='') = alert(
      'SmartConnectTaskDisappeared',
      severity,
      'overview',
      'The cloud no longer lists a task',
      'The cloud no longer lists %s, listed within the last 6 hours. %s' % [alerts.task, description],
      |||
        max by (target, region, instance_id, instance_name, task_id, task_name) (
          last_over_time(task:smartconnect_task_lag_messages:listed[%s])
        ) %s
          unless on (instance_id, task_id) smartconnect_task_info
          and on (instance_id) smartconnect_up == 1
      ||| % [c.memory, lag],
      '10m',
      comment=comment
    ),

    groups+: [
      {
        name: 'smart-connect-tasks',
        rules: [
          alert(
            'SmartConnectTaskFailed',
            'critical',
            'task',
            'A task has failed',
            'The cloud reports a bad status of %s. It transfers nothing until somebody acts.' % alerts.task,
            byTask(|||
              smartconnect_task_status{status=~"%(failedStatuses)s"} == 1
              or
              smartconnect_task_health{health="failed"} == 1
                and ignoring (health) smartconnect_task_cloud_eye_status == 0
            ||| % c),
            '2m',
            '10m',
            'A status that means a failure, or a replication that Cloud Eye reports as abnormal.'
          ),
          alert(
            'SmartConnectPartitionFailed',
            'critical',
            'task',
            'Partitions of a running task have failed',
            alerts.Task + ' is RUNNING, but {{ $value | humanize }} of its partitions have failed and transfer nothing.',
            byTask(|||
              sum without (status) (smartconnect_task_partitions{status=~"%(failedStatuses)s"}) > 0
                and ignoring (status) smartconnect_task_status{status="RUNNING"} == 1
            ||| % c),
            '2m',
            '10m'
          ),
          alert(
            'SmartConnectTaskStalled',
            'critical',
            'task',
            'A task has stalled',
            alerts.Task + ' is RUNNING and has lag, but has transferred nothing for a whole window, or for unusually many polls.',
            chomp(byTask('smartconnect_task_health{health="stalled"}')) + ' == 1\n',
            keep='15m'
          ),
          alert(
            'SmartConnectTaskStuckInTransition',
            'warning',
            'task',
            'A task does not start to run',
            alerts.Task + ' has been {{ $labels.status }} for 15 minutes. It transfers nothing until it is RUNNING.',
            chomp(byTask('smartconnect_task_status{status=~"CREATING|RESTARTING"}', 'status')) + ' == 1\n',
            '15m',
            '5m'
          ),
          alert(
            'SmartConnectTaskRestarting',
            'warning',
            'task',
            'A task restarts again and again',
            alerts.Task + ' has changed its status {{ $value | humanize }} times. Each restart repeats messages or loses time.',
            'round(\n%s\n) >= %g\n' % [
              promql.indent(byTask(promql.recent('increase(smartconnect_task_status_changes_total[WINDOW])', ['1h', '6h'])), 2),
              c.statusChanges,
            ],
            keep='15m',
            comment=|||
              A restart makes two changes, and a pause two or three. With a poll.interval above 5 minutes, the window is longer.
            |||
          ),
          alert(
            'SmartConnectTaskRewound',
            'warning',
            'task',
            'A task transfers messages again',
            'The transferred offset of %s moved back without a known restart. The destination gets duplicates.' % alerts.task,
            chomp(byTask('smartconnect_task_health{health="rewound"}')) + ' == 1\n',
            keep='15m'
          ),
          disappeared(
            'critical',
            '> 0',
            'It was RUNNING and had lag: its messages are not transferred.'
          ),
          disappeared(
            'info',
            '== 0',
            'It had no lag or did not run: somebody has probably deleted it.',
            'Whoever removes a task on purpose pauses it first, or waits for its last delivery.'
          ),
          alert(
            'SmartConnectPartitionDetailMissing',
            'warning',
            'task',
            'The lag of a running dump is unknown',
            'For 30 minutes, the cloud has returned no offsets of dump %s. A stall or growing lag goes unnoticed.' % alerts.task,
            byTask(|||
              smartconnect_task_info{sink_type="OBS_SINK"}
                and on (job, instance, instance_id, task_id) smartconnect_task_lag_available == 0
                and on (job, instance, instance_id, task_id) smartconnect_task_status{status="RUNNING"} == 1
                and on (job, instance, instance_id) smartconnect_tasks_reported{api="dump"} > 0
            |||),
            '30m'
          ),
          alert(
            'SmartConnectLagUnknown',
            'warning',
            'task',
            'The lag of a running task is unknown',
            'For an hour, no source has known the lag of %s. A stall, growing lag or lost messages go unnoticed.' % alerts.task,
            byTask(|||
              (smartconnect_task_info{sink_type="OBS_SINK"} or smartconnect_task_info{source_type="KAFKA_REPLICATOR_SOURCE"})
                and on (job, instance, instance_id, task_id) smartconnect_task_lag_available == 0
                and on (job, instance, instance_id, task_id) smartconnect_task_status{status="RUNNING"} == 1
            |||),
            '1h',
            '15m',
            'No source is documented for Redis syncs.'
          ),
          unknownStatus('critical', 'The task transfers nothing.', |||
            (
                smartconnect_task_status{%(undocumented)s} == 1
              or
                smartconnect_task_partitions{%(undocumented)s} > 0
                  and on (job, instance, instance_id, task_id) smartconnect_task_status{status="RUNNING"} == 1
            )
          ||| % {
            undocumented: 'status!~"%(knownStatuses)s|%(passingStatuses)s|UNKNOWN|%(failedStatuses)s"' % c,
          } + promql.indent(idle, 2), c.nothingTransferredFor, 'A status like DELETING never pages.'),
          unknownStatus('warning', 'The exporter takes it for a bad one, and ignores a missing one.', |||
            smartconnect_task_status{%(undocumented)s} == 1
            or
            label_replace(sum without (status) (smartconnect_task_status) == 0, "status", "UNKNOWN", "", "")
            or
            smartconnect_task_partitions{%(undocumented)s} > 0
              unless on (instance_id, task_id) smartconnect_task_lag_source{source="dump"} == 0
          ||| % {
            undocumented: 'status!~"%(knownStatuses)s|%(failedStatuses)s"' % c,
          }, '10m', 'Only the dump API reports the status of partitions.'),
          alert(
            'SmartConnectTaskConfigChanged',
            'info',
            'task',
            'The configuration of a task has changed',
            'Within an hour, the configuration of %s changed. The log of the exporter has the old and new values.' % alerts.task,
            'round(\n%s\n) > 0\n' % promql.indent(byTask('increase(smartconnect_task_config_changes_total[1h])'), 2)
          ),
        ],
      },
    ],
  },
}
