metadata description = 'What an operator is told of, and by which mail address.'

param token string

param location string

param tags object

@description('The Log Analytics workspace.')
param workspaceId string

@description('The Event Grid topic of the content account.')
param topicId string

@description('Who is told; empty: alerts are seen in the portal only.')
param alertEmail string

@description('Days without a change of the site\'s feed.')
param quietDays int

type rule = {
  name: string
  title: string
  says: string

  @description('0: critical to 4: a detail.')
  severity: int

  query: string

  @description('How often, and over how long a time (ISO 8601).')
  every: string

  over: string
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
}

var logRules rule[] = [
  {
    name: 'poison'
    title: 'Newsletter: work was given up'
    says: 'A message failed five times. The next sweep does its work again, and of mails the next planning; an editor\'s report says what failed.'
    severity: 2
    query: 'AppTraces | where Message startswith "Message has reached MaxDequeueCount"'
    every: 'PT15M'
    over: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failures'
    title: 'Newsletter: functions fail'
    says: 'More than five calls of functions failed within a quarter of an hour.'
    severity: 2
    // What somebody asks for over HTTP and isn't there is no fault of ours.
    query: 'AppRequests | where Success == false and not(toint(ResultCode) between (400 .. 499))'
    every: 'PT15M'
    over: 'PT15M'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'sweep'
    title: 'Newsletter: the sweep stands still'
    says: 'No sweep went well within an hour: the app is down, can\'t reach its storage, or refuses to retract most of the site.'
    severity: 1
    query: 'AppRequests | where Name == "SweepInbox" and Success == true'
    every: 'PT15M'
    over: 'PT1H'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'digests'
    title: 'Newsletter: digests stand still'
    says: 'No digests were planned within an hour: the app is down, can\'t reach its storage, or a setting of mails is missing or wrong, as its log says.'
    severity: 1
    query: 'AppRequests | where Name == "PlanDigests" and Success == true'
    every: 'PT15M'
    over: 'PT1H'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'uncertain'
    title: 'Newsletter: mails may have arrived'
    says: 'Connections died at the end of mails. `newsletter deliveries --uncertain --storage azure` lists them; they go out again by your word alone.'
    severity: 3
    query: 'AppTraces | where Message matches regex "[0-9]+ uncertain"'
    every: 'PT15M'
    over: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'quiet'
    title: 'Newsletter: nothing was published'
    says: 'The site\'s feed has not changed for ${quietDays} days.'
    severity: 3
    // Azure keeps log alerts from looking back further than two days, so the sweep says how long it has been.
    query: 'AppTraces | extend days = toint(extract("feed changed ([0-9]+) days ago", 1, Message)) | where days >= ${quietDays}'
    every: 'PT6H'
    over: 'PT6H'
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmail)) {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'newsletter'
    emailReceivers: [{ name: 'operators', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource logs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for item in logRules: {
    name: 'alert-${item.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: item.title
      description: item.says
      severity: item.severity
      enabled: true
      autoMitigate: true
      scopes: [workspaceId]
      evaluationFrequency: item.every
      windowSize: item.over
      criteria: {
        allOf: [
          { query: item.query, timeAggregation: 'Count', operator: item.operator, threshold: item.threshold }
        ]
      }
      actions: { actionGroups: empty(alertEmail) ? [] : [operators.id] }
    }
  }
]

resource dropped 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-dropped-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Event Grid gave up telling the app of an upload. The sweep finds it; if this comes again, run infra/hooks/postdeploy.sh for a new key.'
    severity: 3
    enabled: true
    autoMitigate: true
    scopes: [topicId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dropped'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DroppedEventCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: empty(alertEmail) ? [] : [{ actionGroupId: operators.id }]
  }
}
