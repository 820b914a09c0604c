using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Newsletter.Delivery.Bounces;

namespace Newsletter.Tests.Delivery.Bounces;

/// <summary>What providers tell by web hook, and how they prove to be them.</summary>
public sealed class ProviderReportsTests
{
    [Fact]
    public void SendGridsEventsAreRead() => AssertReports(
        ProviderReports.OfSendGrid(Bytes("""
            [{"email":"a@example.org","event":"bounce","type":"bounce","status":"5.1.1","reason":"550 5.1.1 unknown","smtp-id":"<0123@site.example>"},
             {"email":"b@example.org","event":"bounce","type":"blocked","status":"5.7.1","smtp-id":"<0124@site.example>"},
             {"email":"c@example.org","event":"spamreport"},
             {"email":"d@example.org","event":"deferred","response":"450"}, {"email":"e@example.org","event":"delivered"}, 7, {"event":"bounce"}]
            """)),
        (BounceKind.Hard, "a@example.org", "0123@site.example"), (BounceKind.Soft, "b@example.org", "0124@site.example"), (BounceKind.Complaint, "c@example.org", null), (BounceKind.Soft, "", null));

    [Fact]
    public void NotificationsOfSesAreRead()
    {
        AssertReports(
            ProviderReports.OfSes(Bytes("""
                {"notificationType":"Bounce","mail":{"messageId":"ses-1","commonHeaders":{"messageId":"<0123@site.example>"}},
                 "bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"a@example.org","status":"5.1.1"},{"emailAddress":"b@example.org"}]}}
                """)),
            (BounceKind.Hard, "a@example.org", "0123@site.example"), (BounceKind.Hard, "b@example.org", "0123@site.example"));
        AssertReports(
            ProviderReports.OfSes(Bytes("""{"eventType":"Bounce","bounce":{"bounceType":"Transient","bounceSubType":"MailboxFull","bouncedRecipients":[{"emailAddress":"a@example.org","status":"5.2.2"}]}}""")),
            (BounceKind.Soft, "a@example.org", null));
        AssertReports(
            ProviderReports.OfSes(Bytes("""{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@example.org"}],"complaintFeedbackType":"abuse"}}""")),
            (BounceKind.Complaint, "a@example.org", null));
        AssertReports(ProviderReports.OfSes(Bytes("""{"notificationType":"Delivery"}""")));
    }

    [Fact]
    public void DeliveryReportsOfAzureAreRead() => AssertReports(
        ProviderReports.OfAzure(Bytes("""
            [{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"a@example.org","status":"Bounced","internetMessageId":"<0123@site.example>"}},
             {"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"b@example.org","status":"Failed"}},
             {"type":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"c@example.org","status":"Delivered"}},
             {"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"x"}}]
            """)),
        (BounceKind.Hard, "a@example.org", "0123@site.example"), (BounceKind.Soft, "b@example.org", null));

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("<html>")]
    public void WhatIsNoJsonIsSaid(string text)
    {
        Assert.ThrowsAny<JsonException>(() => ProviderReports.OfSendGrid(Bytes(text)));
        Assert.ThrowsAny<JsonException>(() => ProviderReports.OfSes(Bytes(text)));
        Assert.ThrowsAny<JsonException>(() => ProviderReports.OfAzure(Bytes(text)));
        Assert.ThrowsAny<JsonException>(() => SnsMessage.Read(Bytes(text)));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("[[],\"x\",{\"data\":7,\"event\":[]}]")]
    public void WhatHasAnotherFormIsNoReport(string text)
    {
        Assert.Empty(ProviderReports.OfSendGrid(Bytes(text)));
        Assert.Empty(ProviderReports.OfSes(Bytes(text)));
        Assert.Empty(ProviderReports.OfAzure(Bytes(text)));
    }

    [Fact]
    public void SendGridSignsTimeAndBody()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pub = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        byte[] body = [1, 2, 3];
        var signature = Convert.ToBase64String(key.SignData([.. "1700000000"u8, .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        Assert.True(HookSignatures.IsOfSendGrid(pub, signature, "1700000000", body));
        Assert.False(HookSignatures.IsOfSendGrid(pub, signature, "1700000001", body));
        Assert.False(HookSignatures.IsOfSendGrid(pub, signature, "1700000000", [1, 2, 4]));
        Assert.False(HookSignatures.IsOfSendGrid(pub, null, null, body));
        Assert.False(HookSignatures.IsOfSendGrid(pub, "no base64", "1700000000", body));
        Assert.False(HookSignatures.IsOfSendGrid("AAAA", signature, "1700000000", body));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void AmazonSignsTheFieldsOfAMessage(string version)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=sns", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var signed = $"Message\nhello\nMessageId\nm1\nTimestamp\n2026-11-26T07:00:00Z\nTopicArn\narn:mine\nType\nNotification\n";
        var signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(signed), version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1));
        SnsMessage Message(string text) => SnsMessage.Read(Bytes(
            $$"""{"Type":"Notification","MessageId":"m1","TopicArn":"arn:mine","Message":"{{text}}","Timestamp":"2026-11-26T07:00:00Z","SignatureVersion":"{{version}}","Signature":"{{signature}}"}"""));

        Assert.True(HookSignatures.IsOfSns(Message("hello"), "arn:mine", certificate));
        Assert.False(HookSignatures.IsOfSns(Message("hullo"), "arn:mine", certificate));
        Assert.False(HookSignatures.IsOfSns(Message("hello"), "arn:other", certificate));
    }

    [Theory]
    [InlineData("https://sns.eu-west-1.amazonaws.com/a.pem", true)]
    [InlineData("http://sns.eu-west-1.amazonaws.com/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com.evil.example/a.pem", false)]
    [InlineData("https://evil.example/sns.eu-west-1.amazonaws.com/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/a.pem", false)]
    [InlineData("https://x@sns.eu-west-1.amazonaws.com/a.pem", false)]
    [InlineData("https://sns.eu-west-1.amazonaws.com/a.txt", false)]
    [InlineData("nonsense", false)]
    public void CertificatesComeFromAmazonOnly(string address, bool isTaken) =>
        Assert.Equal(isTaken, HookSignatures.CertificateOf(SnsMessage.Read(Bytes($$"""{"SigningCertURL":"{{address}}"}"""))) is not null);

    [Fact]
    public void ASecretIsComparedWhole()
    {
        Assert.True(HookSignatures.IsSecret("correct horse", "correct horse"));
        Assert.False(HookSignatures.IsSecret("correct horse", "correct"));
        Assert.False(HookSignatures.IsSecret("correct horse", null));
        Assert.False(HookSignatures.IsSecret("", ""));
    }

    private static void AssertReports(IReadOnlyList<BounceReport> reports, params (BounceKind, string, string?)[] expected)
    {
        Assert.Equal(expected, reports.Select(r => (r.Kind, r.Recipients.Single(), r.MessageId)));
        Assert.All(reports, report => Assert.True(report.IsTrusted));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
