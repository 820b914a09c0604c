metadata description = 'Front Door before the website: compression, caches near the readers, headers that a website on blobs can\'t send.'

@description('Ends the names of what is made.')
param token string

param tags object

@description('Host name of the static website.')
param originHost string

@description('A host name of one\'s own; empty: the one that Azure gives.')
param customDomain string

var compressed = [
  'application/atom+xml'
  'application/feed+json'
  'application/rss+xml'
  'application/xml'
  'image/svg+xml'
  'text/css'
  'text/html'
  'text/javascript'
  'text/plain'
  'text/vtt'
  'text/x-opml'
]

resource profile 'Microsoft.Cdn/profiles@2025-04-15' = {
  name: 'afd-${token}'
  location: 'global'
  tags: tags
  sku: { name: 'Standard_AzureFrontDoor' }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-04-15' = {
  parent: profile
  name: 'site-${token}'
  location: 'global'
  tags: tags
  properties: { enabledState: 'Enabled' }
}

resource originGroup 'Microsoft.Cdn/profiles/originGroups@2025-04-15' = {
  parent: profile
  name: 'website'
  properties: {
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 }
  }
}

resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2025-04-15' = {
  parent: originGroup
  name: 'website'
  properties: {
    hostName: originHost
    originHostHeader: originHost
    httpsPort: 443
    enforceCertificateNameCheck: true
  }
}

resource domain 'Microsoft.Cdn/profiles/customDomains@2025-04-15' = if (!empty(customDomain)) {
  parent: profile
  name: replace(empty(customDomain) ? 'none' : customDomain, '.', '-')
  properties: {
    hostName: customDomain
    tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' }
  }
}

resource ruleSet 'Microsoft.Cdn/profiles/ruleSets@2025-04-15' = {
  parent: profile
  name: 'site'
}

resource headers 'Microsoft.Cdn/profiles/ruleSets/rules@2025-04-15' = {
  parent: ruleSet
  name: 'headers'
  properties: {
    order: 1
    matchProcessingBehavior: 'Continue'
    actions: [
      for header in [
        { name: 'Strict-Transport-Security', value: 'max-age=31536000' }
        { name: 'X-Content-Type-Options', value: 'nosniff' }
        { name: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' }
      ]: {
        name: 'ModifyResponseHeader'
        parameters: {
          typeName: 'DeliveryRuleHeaderActionParameters'
          headerAction: 'Overwrite'
          headerName: header.name
          value: header.value
        }
      }
    ]
  }
}

// Names of assets change with their bytes. All else is kept as long as its Cache-Control says.
resource assets 'Microsoft.Cdn/profiles/ruleSets/rules@2025-04-15' = {
  parent: ruleSet
  name: 'assets'
  properties: {
    order: 2
    matchProcessingBehavior: 'Continue'
    conditions: [
      {
        name: 'UrlPath'
        parameters: {
          typeName: 'DeliveryRuleUrlPathMatchConditionParameters'
          operator: 'BeginsWith'
          matchValues: ['assets/']
        }
      }
    ]
    actions: [
      {
        name: 'RouteConfigurationOverride'
        parameters: {
          typeName: 'DeliveryRuleRouteConfigurationOverrideActionParameters'
          cacheConfiguration: {
            cacheBehavior: 'OverrideAlways'
            cacheDuration: '365.00:00:00'
            isCompressionEnabled: 'Enabled'
            queryStringCachingBehavior: 'IgnoreQueryString'
          }
        }
      }
    ]
  }
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-04-15' = {
  parent: endpoint
  name: 'site'
  properties: {
    originGroup: { id: originGroup.id }
    customDomains: empty(customDomain) ? [] : [{ id: domain.id }]
    ruleSets: [{ id: ruleSet.id }]
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    patternsToMatch: ['/*']
    cacheConfiguration: {
      queryStringCachingBehavior: 'IgnoreQueryString'
      compressionSettings: { isCompressionEnabled: true, contentTypesToCompress: compressed }
    }
  }
  // A route needs somewhere to go, and rules that are there.
  dependsOn: [origin, headers, assets]
}

@description('Where readers find the site; ends with a slash.')
output siteUrl string = 'https://${empty(customDomain) ? endpoint.properties.hostName : customDomain}/'
