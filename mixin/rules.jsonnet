// Writes config/prometheus/rules: jsonnet -S -m config/prometheus/rules mixin/rules.jsonnet
local mixin = import 'mixin.libsonnet';
local yaml = import 'yaml.libsonnet';

{
  'alerts.yml': yaml.file(mixin.prometheusAlerts),
  'recording.yml': yaml.file(mixin.prometheusRules),
}
