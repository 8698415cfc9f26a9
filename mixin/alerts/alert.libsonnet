// An alert with its labels, texts and links. Summaries are fixed, so that a group of alerts shares one.
local dashboards = {
  exporter: 'smart-connect-exporter',
  overview: 'smart-connect-overview?var-instance_id={{ $labels.instance_id }}',
  capacity: 'smart-connect-capacity?var-instance_id={{ $labels.instance_id }}',
  task: 'smart-connect-task?var-instance_id={{ $labels.instance_id }}&var-task_id={{ $labels.task_id }}',
};

local instance = 'instance {{ or $labels.instance_name $labels.instance_id }} (target {{ $labels.target }})';

{
  // The function for the alerts of one configuration.
  of(config)::
    function(name, severity, dashboard, summary, description, expr, wait='', keep='', comment='')
      {
        alert: name,
        expr: expr,
        labels: { severity: severity },
        annotations: {
          summary: summary,
          description: description,
          runbook_url: '%s/%s.md' % [config.runbookUrl, name],
          dashboard_url: '%s/d/%s' % [config.grafanaUrl, dashboards[dashboard]],
        },
      }
      + (if wait == '' then {} else { 'for': wait })
      + (if keep == '' then {} else { keep_firing_for: keep })
      + (if comment == '' then {} else { comment:: comment }),

  // Names for descriptions.
  instance:: instance,
  task:: 'task {{ or $labels.task_name $labels.task_id }} of ' + instance,
  Task:: 'Task {{ or $labels.task_name $labels.task_id }} of ' + instance,
}
