// What `azd up` deploys: each parameter from the variable of its name (`azd env set ALERT_EMAIL ...`), or its default.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param site = {
  title: readEnvironmentVariable('NEWSLETTER_TITLE', '')
  tagline: readEnvironmentVariable('NEWSLETTER_TAGLINE', '')
  base_url: readEnvironmentVariable('NEWSLETTER_BASE_URL', '')
  id_host: readEnvironmentVariable('NEWSLETTER_ID_HOST', '')
  language: readEnvironmentVariable('NEWSLETTER_LANGUAGE', '')
  time_zone: readEnvironmentVariable('NEWSLETTER_TIME_ZONE', '')
  section: readEnvironmentVariable('NEWSLETTER_SECTION', '')
  lists: readEnvironmentVariable('NEWSLETTER_LISTS', '')
  full_feeds: readEnvironmentVariable('NEWSLETTER_FULL_FEEDS', '')
  hub: readEnvironmentVariable('NEWSLETTER_HUB', '')
  mail_from: readEnvironmentVariable('NEWSLETTER_MAIL_FROM', '')
  service_url: readEnvironmentVariable('NEWSLETTER_SERVICE_URL', '')
}
param editorsGroupId = readEnvironmentVariable('EDITORS_GROUP_ID', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param quietDays = int(readEnvironmentVariable('QUIET_DAYS', '8'))
param redundancy = readEnvironmentVariable('REDUNDANCY', 'Standard_LRS')
param keepDays = int(readEnvironmentVariable('KEEP_DAYS', '30'))
param instanceMemoryMB = int(readEnvironmentVariable('INSTANCE_MEMORY_MB', '2048'))
param maximumInstanceCount = int(readEnvironmentVariable('MAXIMUM_INSTANCE_COUNT', '40'))
param logQuotaGb = int(readEnvironmentVariable('LOG_QUOTA_GB', '1'))
param frontDoor = bool(readEnvironmentVariable('FRONT_DOOR', 'false'))
param customDomain = readEnvironmentVariable('CUSTOM_DOMAIN', '')
