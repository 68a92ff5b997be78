param email string
param topicName string
param workspaceName string
param location string
param tags object

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-news'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'news'
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource lostEvents 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'uploads-not-delivered'
  location: 'global'
  tags: tags
  properties: {
    description: 'Event Grid could not deliver upload events. The hourly reconcile ingests the uploads; the container dead-letters says why delivery failed.'
    severity: 2
    enabled: true
    scopes: [topic.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-lettered'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource logsCapped 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'log-cap-reached'
  location: location
  tags: tags
  properties: {
    description: 'The daily cap of the logs was reached: nothing is logged until tomorrow. Find what writes so much, or raise NEWS_LOGS_DAILY_CAP_GB.'
    severity: 2
    enabled: true
    scopes: [workspace.id]
    // A new workspace has no such table yet.
    skipQueryValidation: true
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      allOf: [
        {
          query: '_LogOperation | where Category =~ "Ingestion" | where Detail contains "OverQuota"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource notMeasured 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'not-measured'
  location: location
  tags: tags
  properties: {
    description: 'The function MeasureOperations has written nothing for three hours: the app does not run, or its logs do not arrive. docs/operations.md'
    severity: 1
    enabled: true
    scopes: [workspace.id]
    skipQueryValidation: true
    evaluationFrequency: 'PT1H'
    windowSize: 'PT3H'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message startswith "Measured:"'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource givenUp 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'work-given-up'
  location: location
  tags: tags
  properties: {
    description: 'Dumps failed, or messages are in poison queues. Run `news poison`; docs/operations.md says what to do.'
    severity: 2
    enabled: true
    scopes: [workspace.id]
    skipQueryValidation: true
    evaluationFrequency: 'PT1H'
    windowSize: 'PT2H'
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message startswith "Measured:" | extend Poison = tolong(extract(@"(\\d+) are in poison queues", 1, Message)), Failed = tolong(extract(@"(\\d+) dumps failed", 1, Message)) | where Poison > 0 or Failed > 0'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}
