// What you may override: the selector of the exporter's series, the links, and the thresholds. Durations in words ('15m') are those of
// PromQL, numbers are seconds unless the name says otherwise.
{
  _config+:: {
    // Label matchers of every metric of the exporter and of the dashboards' queries, for example 'job="smart-connect"'.
    selector: '',

    // Folder of the runbooks. The default is the one that Prometheus serves if it is started with --web.user-assets=docs.
    runbookUrl: '{{ $externalURL }}/user/runbooks',
    // Grafana, without a slash at the end.
    grafanaUrl: 'http://localhost:3000',

    // Dashboards. null keeps the address of the file.
    dashboardTags: ['kafka', 'smart-connect'],
    // The dashboards with these tags are linked at the top.
    dashboardLinkTags: ['smart-connect'],
    // Regular expression for the names of the data sources to choose from, for example '/^prod-/'.
    dashboardDatasources: '',
    dashboardRunbookUrl: null,
    dashboardStatusPageUrl: null,

    // An exporter that Prometheus can't scrape.
    exporterDownWarning: '5m',
    exporterDownCritical: '15m',
    // No exporter, or no exporter of a target.
    absentFor: '10m',
    // How long the last state of what has disappeared counts.
    memory: '6h',

    // Data are stale after this many polls, but not before this many seconds.
    stalePolls: 3,
    staleSeconds: 10 * 60,
    // Share of the poll interval that a poll may take. poll.timeout is 5/6 of it by default.
    pollShare: 0.7,

    // Statuses of a task: those that are documented, and (parts of) those that mean a failure.
    knownStatuses: 'RUNNING|PAUSED|WAITING|RESTARTING|CREATING',
    failedStatuses: '.*(FAIL|ERROR|ABNORMAL|EXCEPTION|DEAD).*',
    // Statuses on the way to another one. They never page.
    passingStatuses: '.*ING',
    // An undocumented status pages when nothing is transferred for this time.
    nothingTransferredFor: '15m',
    // Changes of status within an hour. A restart makes two.
    statusChanges: 5,

    // Multiples of the lag objective: of a running task that won't catch up within catchUpSoon, and of a paused one.
    lagCritical: 6,
    lagPaused: 8,
    catchUpSoon: 60 * 60,
    catchUpLate: 24 * 60 * 60,
    // The lag time passes its objective within this time.
    breachSoon: 60 * 60,

    // Share of the retention time that is left, and a shortest margin.
    marginLow: 0.5,
    marginCritical: 0.25,
    marginSeconds: 60 * 60,

    // Share of the limit of tasks.
    quotaNearly: 0.9,
  },
}
