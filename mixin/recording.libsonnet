// Series that several alerts or dashboards use, named level:metric:operation.
local promql = import 'promql.libsonnet';
local byTask = promql.byTask;
local byInstance = promql.byInstance;
local recent = promql.recent;

{
  prometheusRules+:: {
    local c = $._config,

    comment:: |||
      Series that several alerts use, named level:metric:operation. Labels of level task: target, region, instance_id,
      instance_name, task_id, task_name; of level instance: the first four; of level target: target. Without the scrape's labels
      job and instance, two exporters of one project have one series.
    |||,
    groups+: [
      {
        name: 'smart-connect-recording',
        rules: [
          {
            comment:: |||
              The lag of a RUNNING task, 0 of any other. Only tasks of complete listings: a failed listing drops tasks that still
              exist.
            |||,
            record: 'task:smartconnect_task_lag_messages:listed',
            expr: byTask(|||
              (
                  smartconnect_task_lag_messages
                    and on (job, instance, instance_id, task_id) smartconnect_task_status{status="RUNNING"} == 1
                or
                  0 * smartconnect_task_info
              )
                and on (job, instance, instance_id) smartconnect_up == 1
            |||),
          },
          {
            record: 'task:smartconnect_task_max_lag_seconds:max',
            expr: byTask('smartconnect_task_max_lag_seconds'),
          },
          {
            comment:: |||
              Lag time divided by the lag objective; below 1 is healthy. Only for tasks that run or ran within 15 minutes, so that
              a restart now and then does not hide the lag, and only with traffic: an idle dump can keep its tail for days
              (docs/health.md). A replication keeps no tail.
            |||,
            record: 'task:smartconnect_task_max_lag_seconds:objective_ratio',
            expr: byTask(|||
              smartconnect_task_max_lag_seconds / smartconnect_task_lag_objective_seconds
                and on (job, instance, instance_id, task_id) max_over_time(smartconnect_task_status{status="RUNNING"}[15m]) == 1
                unless on (job, instance, instance_id, task_id) smartconnect_task_status{status="PAUSED"} == 1
                and on (job, instance, instance_id, task_id) (
                    increase(smartconnect_task_produced_messages_total[45m]) > 0
                  or
                    increase(smartconnect_task_transferred_messages_total[45m]) > 0
                  or
                    increase(smartconnect_task_produced_messages_total[6h]) > 0
                      and on (job, instance) smartconnect_poll_interval_seconds > 300
                  or
                    smartconnect_task_lag_source{source="cloud_eye"} == 1
                )
            |||),
          },
          {
            record: 'task:smartconnect_task_retention_margin_seconds:min',
            expr: byTask('smartconnect_task_retention_margin_seconds', function_='min'),
          },
          {
            comment:: |||
              The share of the retention time that is left, by the worst partition or topic. For a replication, and with
              granularity "task", the series have no topic: the margin and the lag time together are then the retention time.
            |||,
            record: 'task:smartconnect_task_retention_margin_seconds:retention_ratio',
            expr: byTask(|||
              smartconnect_partition_retention_margin_seconds
                / on (job, instance, instance_id, topic) group_left () (smartconnect_topic_retention_seconds > 0)
              or
              smartconnect_topic_retention_margin_seconds
                / on (job, instance, instance_id, topic) group_left () (smartconnect_topic_retention_seconds > 0)
              or
              smartconnect_task_retention_margin_seconds
                / clamp_min(smartconnect_task_retention_margin_seconds + smartconnect_task_max_lag_seconds, 1)
                unless on (job, instance, instance_id, task_id) smartconnect_partition_retention_margin_seconds
                unless on (job, instance, instance_id, task_id) smartconnect_topic_retention_margin_seconds
            |||, function_='min'),
          },
          {
            comment:: 'Failures within the last polls, by reason: within 20 minutes; with a poll.interval above 5 minutes, 6 hours.',
            record: 'instance:smartconnect_poll_failures:recent',
            expr: byInstance(recent('increase(smartconnect_poll_failures_total[WINDOW])'), 'reason', 'sum'),
          },
          {
            record: 'target:smartconnect_target_failures:recent',
            expr: |||
              sum by (target, reason) (
              %s
              )
            ||| % promql.indent(recent('increase(smartconnect_target_failures_total[WINDOW])'), 2),
          },
          {
            comment:: |||
              Tasks divided by their limit: the smaller of the instance's maximum and its quota. The cloud reports an unknown limit
              as 0.
            |||,
            record: 'instance:smartconnect_tasks_reported:limit_ratio',
            expr: byInstance(|||
              smartconnect_tasks_reported
                / (
                  (smartconnect_tasks_max > 0) < (smartconnect_tasks_quota > 0)
                    or smartconnect_tasks_quota > 0
                    or smartconnect_tasks_max > 0
                )
            |||, 'api'),
          },
        ],
      },
    ],
  },
}
