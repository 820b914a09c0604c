using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Newsletter.Delivery.Bounces;

/// <summary>How web hooks prove whom they come from.</summary>
public static partial class HookSignatures
{
    /// <summary>SendGrid's Signed Event Webhook: ECDSA with SHA-256 over the time stamp and the body as they came.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo in base64, from the provider's settings.</param>
    /// <param name="signature">Of the header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="timestamp">Of the header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>.</param>
    public static bool IsOfSendGrid(string publicKey, string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp ?? ""), .. body];
            return key.VerifyData(signed, Convert.FromBase64String(signature ?? ""), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception problem) when (problem is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A secret of the site in the hook's address.</summary>
    public static bool IsSecret(string secret, string? given) =>
        secret.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")));

    /// <summary>Where the certificate of a message of Amazon SNS is to be had; null: not from Amazon.</summary>
    public static Uri? CertificateOf(SnsMessage message) => IsOfAmazon(message.SigningCertUrl) && message.SigningCertUrl!.AbsolutePath.EndsWith(".pem", StringComparison.Ordinal) ? message.SigningCertUrl : null;

    /// <summary>Where a subscription is confirmed; null: not at Amazon.</summary>
    public static Uri? ConfirmationOf(SnsMessage message) => message.Type == "SubscriptionConfirmation" && IsOfAmazon(message.SubscribeUrl) ? message.SubscribeUrl : null;

    /// <summary>Whether a message of Amazon SNS is of its topic and signed by the certificate: RSA over the fields that the documentation names, in its order.</summary>
    /// <param name="topic">ARN.</param>
    public static bool IsOfSns(SnsMessage message, string topic, X509Certificate2 certificate)
    {
        try
        {
            using var key = certificate.GetRSAPublicKey();
            var hash = message.SignatureVersion == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
            return message.TopicArn == topic && key?.VerifyData(Encoding.UTF8.GetBytes(message.SignedText), Convert.FromBase64String(message.Signature), hash, RSASignaturePadding.Pkcs1) == true;
        }
        catch (Exception problem) when (problem is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static bool IsOfAmazon(Uri? address) => address is { Scheme: "https", IsDefaultPort: true, UserInfo: "" } && AmazonHost().IsMatch(address.Host);

    [GeneratedRegex(@"^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$")]
    private static partial Regex AmazonHost();
}

/// <summary>A message of Amazon SNS over HTTPS.</summary>
public sealed class SnsMessage
{
    private static readonly string[] OfNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    private static readonly string[] OfConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
    private readonly Dictionary<string, string> fields;

    private SnsMessage(Dictionary<string, string> fields) => this.fields = fields;

    public string Type => Field("Type");

    public string TopicArn => Field("TopicArn");

    /// <summary>What is sent on: JSON of SES.</summary>
    public string Message => Field("Message");

    public string Signature => Field("Signature");

    public string SignatureVersion => Field("SignatureVersion");

    public Uri? SigningCertUrl => AddressOf("SigningCertURL");

    public Uri? SubscribeUrl => AddressOf("SubscribeURL");

    /// <summary>What is signed.</summary>
    public string SignedText => string.Concat((Type == "Notification" ? OfNotification : OfConfirmation).Where(fields.ContainsKey).Select(name => $"{name}\n{fields[name]}\n"));

    /// <exception cref="JsonException">No object.</exception>
    public static SnsMessage Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new(document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value.GetString()!))
            : throw new JsonException("A message of SNS is an object.");
    }

    private string Field(string name) => fields.GetValueOrDefault(name, "");

    private Uri? AddressOf(string name) => Uri.TryCreate(Field(name), UriKind.Absolute, out var address) ? address : null;
}
