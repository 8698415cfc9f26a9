// Rules as YAML for readers: comments, keys in their usual order, folded texts.
local promql = import 'promql.libsonnet';

local order = ['record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'];
local texts = ['summary', 'description', 'runbook_url', 'dashboard_url'];

local lines(text, width) = std.foldl(
  function(done, word)
    local last = done[std.length(done) - 1];
    if last == '' then done[:std.length(done) - 1] + [word]
    else if std.length(last) + 1 + std.length(word) <= width then done[:std.length(done) - 1] + [last + ' ' + word]
    else done + [word],
  text,
  ['']
);

// The words of a text. An action of a template is one word.
local words(text) =
  local parts = promql.split(text, '{{');
  local bound(part) =
    local ends = promql.split(part, '}}');
    std.strReplace(ends[0], ' ', '\u0001') + '}}' + ends[1];
  [
    std.strReplace(word, '\u0001', ' ')
    for word in std.split(std.join('{{', [parts[0]] + std.map(bound, parts[1:])), ' ')
  ];

local comment(object, width) =
  if !std.objectHasAll(object, 'comment') then ''
  else std.join('', [
    std.repeat(' ', width) + '# ' + line + '\n'
    for line in lines(std.filter(function(word) word != '', std.split(std.strReplace(object.comment, '\n', ' '), ' ')), 118 - width)
  ]);

local value(key, text) =
  if key == 'expr' then key + ': |\n' + promql.indent(text, 2)
  else if key == 'description' then key + ': >-\n' + promql.indent(std.join('\n', lines(words(text), 110)), 2)
  else if key == 'summary' || std.length(std.split(text, ' ')) > 1 || std.length(std.split(text, '/')) > 1
  then key + ': "' + text + '"'
  else key + ': ' + text;

local map(key, object, keys) = key + ':\n' + promql.indent(std.join('\n', [value(k, object[k]) for k in keys]), 2);

// An item of a list: its first line follows the dash.
local item(text, width) =
  local all = promql.lines(text);
  std.repeat(' ', width) + '- ' + std.join('\n' + std.repeat(' ', width + 2), all);

local rule(r) =
  comment(r, 6) + item(std.join('\n', [
    if key == 'labels' then map(key, r[key], std.objectFields(r[key]))
    else if key == 'annotations' then map(key, r[key], texts)
    else value(key, r[key])
    for key in order
    if std.objectHas(r, key)
  ]), 6) + '\n';

{
  file(rules)::
    '# Generated from mixin/ by: jsonnet -S -m config/prometheus/rules mixin/rules.jsonnet\n'
    + '#\n' + comment(rules, 0)
    + 'groups:\n'
    + std.join('\n', ['  - name: %s\n    rules:\n' % group.name + std.join('\n', std.map(rule, group.rules)) for group in rules.groups]),
}
