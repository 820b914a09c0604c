using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;
using Newsletter.Web;

namespace Newsletter.Tests.Web;

/// <summary>Providers tell what became of mails, and prove to be them.</summary>
public sealed class BounceEndpointsTests : IDisposable
{
    private const string Topic = "arn:aws:sns:eu-west-1:1:mine";
    private const string Secret = "a secret of some length";
    private readonly ECDsa sendGrid = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA amazon = RSA.Create(2048);
    private readonly List<Uri> fetched = [];

    public void Dispose()
    {
        sendGrid.Dispose();
        amazon.Dispose();
    }

    [Fact]
    public async Task SendGridIsBelievedWhenItSigned()
    {
        await using var served = await StartAsync();
        await served.Test.SubscribeAsync("ida@example.org");
        var body = """[{"email":"ida@example.org","event":"spamreport"}]"""u8.ToArray();
        var signature = Convert.ToBase64String(sendGrid.SignData([.. "17"u8, .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

        Assert.Equal(HttpStatusCode.Forbidden, await SendGridAsync(served, body, "18", signature));
        Assert.Null(await ReasonAsync(served));
        Assert.Equal(HttpStatusCode.NoContent, await SendGridAsync(served, body, "17", signature));
        Assert.Equal(SuppressionReason.Complaint, await ReasonAsync(served));
    }

    [Fact]
    public async Task AmazonIsBelievedWhenItSignedAndItsSubscriptionIsConfirmed()
    {
        await using var served = await StartAsync();
        await served.Test.SubscribeAsync("ida@example.org");
        var bounce = """{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"ida@example.org"}]}}""";
        var confirm = Sns("SubscriptionConfirmation", "Please.", ("SubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=Confirm"), ("Token", "t"));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(served, "hooks/ses", confirm));
        Assert.Contains(new("https://sns.eu-west-1.amazonaws.com/?Action=Confirm"), fetched);
        var forged = Sns("Notification", bounce).Replace("General", "NoEmail", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(served, "hooks/ses", forged));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(served, "hooks/ses", Sns("Notification", bounce).Replace("eu-west-1.amazonaws.com", "evil.example", StringComparison.Ordinal)));
        Assert.Null(await ReasonAsync(served));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(served, "hooks/ses", Sns("Notification", bounce)));
        Assert.Equal(SuppressionReason.Bounce, await ReasonAsync(served));
        Assert.All(fetched, address => Assert.Equal("sns.eu-west-1.amazonaws.com", address.Host));
    }

    [Fact]
    public async Task EventGridIsAnsweredAndBelievedWhenItKnowsTheSecret()
    {
        await using var served = await StartAsync();
        await served.Test.SubscribeAsync("ida@example.org");
        var validation = """[{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"512d38b6"}}]""";
        var bounce = """[{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"recipient":"ida@example.org","status":"Bounced"}}]""";
        var address = "hooks/azure?key=" + Uri.EscapeDataString(Secret);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(served, "hooks/azure?key=other", bounce));
        Assert.Null(await ReasonAsync(served));
        Assert.Equal((HttpStatusCode.OK, """{"validationResponse":"512d38b6"}"""), await served.SendAsync(HttpMethod.Post, address, new StringContent(validation)));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(served, address, bounce));
        Assert.Equal(SuppressionReason.Bounce, await ReasonAsync(served));
    }

    [Theory]
    [InlineData("POST", "hooks/ses", "no json", HttpStatusCode.BadRequest)]
    [InlineData("POST", "hooks/azure?key=a secret of some length", "{", HttpStatusCode.BadRequest)]
    [InlineData("POST", "hooks/sendgrid", "[]", HttpStatusCode.Forbidden)]
    [InlineData("GET", "hooks/azure?key=a secret of some length", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "hooks/others", "[]", HttpStatusCode.NotFound)]
    public async Task WhatIsNoReportIsRefused(string method, string path, string body, HttpStatusCode status)
    {
        await using var served = await StartAsync();

        Assert.Equal(status, (await served.SendAsync(new(method), path, method == "GET" ? null : new StringContent(body))).Status);
    }

    [Fact]
    public async Task WhatIsTooLongIsNotReadAndWhatHasNoProofHasNoEndpoint()
    {
        await using var served = await StartAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(served, "hooks/ses", new string(' ', 2_000_000)));

        await using var bare = await StartAsync(new());
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(bare, "hooks/ses", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(bare, "hooks/azure?key=", "{}"));
    }

    private static async Task<SuppressionReason?> ReasonAsync(ServedDesk served) => (await served.Test.Book.SuppressionAsync(Some.Address("ida@example.org"), default))?.Reason;

    private static async Task<HttpStatusCode> PostAsync(ServedDesk served, string path, string body) => (await served.SendAsync(HttpMethod.Post, path, new StringContent(body))).Status;

    private static async Task<HttpStatusCode> SendGridAsync(ServedDesk served, byte[] body, string timestamp, string signature) => (await served.SendAsync(
        HttpMethod.Post, "hooks/sendgrid", new ByteArrayContent(body),
        ("X-Twilio-Email-Event-Webhook-Signature", signature), ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp))).Status;

    private Task<ServedDesk> StartAsync(BounceHooks? hooks = null) => ServedDesk.StartAsync(map: (test, app) => new BounceEndpoints(
        new(test.Book, new(Some.Keys.Tokens), "site.example", test.Clock),
        hooks ?? new(Convert.ToBase64String(sendGrid.ExportSubjectPublicKeyInfo()), Topic, Secret),
        FetchAsync).Map(app, "/"));

    /// <summary>What Amazon would answer.</summary>
    private Task<byte[]> FetchAsync(Uri address, CancellationToken cancel)
    {
        fetched.Add(address);
        using var certificate = new CertificateRequest("CN=sns", amazon, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return Task.FromResult(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }

    private string Sns(string type, string message, params (string Name, string Value)[] more)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Message"] = message,
            ["MessageId"] = "m1",
            ["Timestamp"] = "2026-11-26T07:00:00Z",
            ["TopicArn"] = Topic,
            ["Type"] = type,
        };
        foreach (var (name, value) in more)
        {
            fields[name] = value;
        }

        var signed = string.Concat(fields.Select(field => $"{field.Key}\n{field.Value}\n"));
        fields["SignatureVersion"] = "2";
        fields["Signature"] = Convert.ToBase64String(amazon.SignData(Encoding.UTF8.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        fields["SigningCertURL"] = "https://sns.eu-west-1.amazonaws.com/cert.pem";
        return JsonSerializer.Serialize(fields);
    }
}
