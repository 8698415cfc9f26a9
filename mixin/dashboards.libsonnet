// The files of dashboards/, which are the source, with the settings of _config.
local promql = import 'promql.libsonnet';

{
  local config = $._config,

  // Adds the matchers behind the one that all queries of the dashboards share.
  local selected(text) =
    if config.selector == '' then text
    else std.strReplace(text, 'job=~"$job"', 'job=~"$job", ' + config.selector),

  local constant(variable, value) =
    if value == null then variable
    else variable { query: value, current+: { text: value, value: value }, options: [option { text: value, value: value } for option in super.options] },

  local variable(each) =
    if each.name == 'datasource' then each { regex: config.dashboardDatasources }
    else if each.name == 'runbooks' then constant(each, config.dashboardRunbookUrl)
    else if each.name == 'status_page' then constant(each, config.dashboardStatusPageUrl)
    else if each.name == 'job' && config.selector != '' then each { query+: { query: promql.select(super.query, config.selector) } }
    else if each.type == 'query' then each { query+: { query: selected(super.query) } }
    else each,

  local target(each) = if 'expr' in each then each { expr: selected(super.expr) } else each,

  local dashboard(file) = file {
    tags: config.dashboardTags,
    links: [if link.tags == [] then link else link { tags: config.dashboardLinkTags } for link in super.links],
    templating+: { list: std.map(variable, super.list) },
    annotations+: { list: [each { target: target(super.target) } for each in super.list] },
    panels: [
      if 'targets' in panel then panel { targets: std.map(target, super.targets) } else panel
      for panel in super.panels
    ],
  },

  grafanaDashboards+:: {
    'smart-connect-overview.json': dashboard(import '../dashboards/smart-connect-overview.json'),
    'smart-connect-task.json': dashboard(import '../dashboards/smart-connect-task.json'),
    'smart-connect-capacity.json': dashboard(import '../dashboards/smart-connect-capacity.json'),
    'smart-connect-exporter.json': dashboard(import '../dashboards/smart-connect-exporter.json'),
  },
}
