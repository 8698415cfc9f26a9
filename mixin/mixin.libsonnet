// Alerts, recording rules and dashboards of smart-connect-exporter, for mixtool, kube-prometheus, Tanka and the like.
local promql = import 'promql.libsonnet';

local selected(rules, selector) = rules {
  groups: [
    group { rules: [rule { expr: promql.select(rule.expr, selector) } for rule in group.rules] }
    for group in rules.groups
  ],
};

local mixin =
  (import 'config.libsonnet')
  + (import 'recording.libsonnet')
  + (import 'alerts/exporter.libsonnet')
  + (import 'alerts/scale.libsonnet')
  + (import 'alerts/polls.libsonnet')
  + (import 'alerts/tasks.libsonnet')
  + (import 'alerts/lag.libsonnet')
  + (import 'alerts/quota.libsonnet')
  + (import 'dashboards.libsonnet');

mixin {
  prometheusAlerts: selected(super.prometheusAlerts, $._config.selector),
  prometheusRules: selected(super.prometheusRules, $._config.selector),
}
