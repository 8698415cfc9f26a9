// Parts of PromQL that many rules share.
local task = 'target, region, instance_id, instance_name, task_id, task_name';
local instance = 'target, region, instance_id, instance_name';

// The lines of a text, without an empty one at its end. Jsonnet 0.18 takes seconds to strip or cut all texts of the rules.
local lines(text) =
  local all = std.split(text, '\n');
  if all[std.length(all) - 1] == '' then all[:std.length(all) - 1] else all;

local indent(text, width) =
  local pad = std.repeat(' ', width);
  std.join('\n', [if line == '' then line else pad + line for line in lines(text)]);

local level(function_, labels, expr) =
  local simple = std.length(lines(expr)) == 1;
  |||
    %s by (%s) (
    %s
        * on (job, instance, instance_id) group_left (target, region, instance_name) smartconnect_instance_info
    )
  ||| % [function_, labels, if simple then indent(expr, 2) else '  (\n' + indent(expr, 4) + '\n  )'];

// std.split of Jsonnet 0.18 takes a single character.
local split(text, separator) = std.split(std.strReplace(text, separator, '\u0002'), '\u0002');

{
  indent:: indent,
  lines:: lines,
  chomp(text):: std.join('\n', lines(text)),
  split:: split,

  // The value of each task or instance, with the names of where it is. Two exporters of one project give one series.
  byTask(expr, more='', function_='max'):: level(function_, task + (if more == '' then '' else ', ' + more), expr),
  byInstance(expr, more='', function_='max'):: level(function_, instance + (if more == '' then '' else ', ' + more), expr),

  // An expression over a window that the poll interval decides. WINDOW marks its place.
  recent(expr, windows=['20m', '6h']):: |||
    %s
      unless on (job, instance) smartconnect_poll_interval_seconds > 300
    or
    %s
      and on (job, instance) smartconnect_poll_interval_seconds > 300
  ||| % [std.strReplace(expr, 'WINDOW', window) for window in windows],

  // Adds label matchers to each metric of the exporter, but not to recorded series: these have a colon before their metric.
  select(expr, selector)::
    local nameOf(text) = std.foldl(
      function(end, i) if end < i || !std.member('abcdefghijklmnopqrstuvwxyz0123456789_', text[i]) then end else i + 1,
      std.range(0, std.length(text) - 1),
      0
    );
    local selected(text) =
      local end = nameOf(text);
      local rest = text[end:];
      text[:end] + '{' + selector + (if std.startsWith(rest, '{') then ', ' + rest[1:] else '}' + rest);
    local parts = split(expr, 'smartconnect_');
    if selector == '' then expr else std.join('smartconnect_', [
      if i == 0 || std.endsWith(parts[i - 1], ':') then parts[i] else selected(parts[i])
      for i in std.range(0, std.length(parts) - 1)
    ]),
}
