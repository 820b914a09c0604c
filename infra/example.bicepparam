// All that can be said, as an example: `az deployment sub create` takes it, and the snapshot beside it is what Azure would be asked for.
using 'main.bicep'

param environmentName = 'stories'
param location = 'westeurope'
param site = {
  title: 'Explained'
  base_url: 'https://stories.example.org/'
  language: 'en'
  time_zone: 'Europe/Berlin'
  mail_from: 'Explained <news@stories.example.org>'
  smtp: 'smtp://news@mail.example.org'
  mail_per_minute: '300'
}
param editorsGroupId = '11111111-2222-3333-4444-555555555555'
param alertEmail = 'operators@example.org'
param quietDays = 8
param redundancy = 'Standard_ZRS'
param keepDays = 30
param workerModel = 'custom'
param instanceMemoryMB = 2048
param maximumInstanceCount = 40
param logQuotaGb = 1
param frontDoor = true
param customDomain = 'stories.example.org'
param secrets = ['NEWSLETTER_KEYS', 'NEWSLETTER_SMTP_PASSWORD']
