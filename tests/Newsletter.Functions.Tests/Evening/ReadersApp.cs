using System.Net;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Newsletter.Delivery;
using Newsletter.Functions.Tests.Support;
using Newsletter.Subscribers;
using Newsletter.Tests.Delivery;

namespace Newsletter.Functions.Tests.Evening;

/// <summary>The app as readers and the host meet it, in either worker model, with an account and a real mail server of one test.</summary>
/// <param name="Call">Calls a function with the message of its queue, or null for a timer; its line for the log.</param>
/// <param name="Ask">Asks over HTTP, by way of the host.</param>
internal sealed record ReadersApp(Account Account, MoodySmtp Smtp, Func<string, string?, Task<string>> Call, Func<HttpRequestMessage, Task<HttpResponseMessage>> Ask)
{
    public const string HookSecret = "a secret of some length";

    /// <summary>Of who asks, as Azure's front end writes it.</summary>
    public const string Client = "203.0.113.7:50123";

    private const string Address = "https://app.example";

    private static readonly string KeyText = SiteKeys.NewText(RandomNumberGenerator.Create());

    public SubscriberBook Book { get; } = new(Account.Storage.Subscribers, SiteKeys.Parse(KeyText).Address);

    /// <summary>App settings of a site that sends mail.</summary>
    public static Dictionary<string, string?> Settings(MoodySmtp smtp) => new()
    {
        [SiteKeys.Variable] = KeyText,
        ["NEWSLETTER_MAIL_FROM"] = "Explained <news@site.example>",
        ["NEWSLETTER_SERVICE_URL"] = Address + "/",
        ["NEWSLETTER_SMTP"] = $"smtp+plain://127.0.0.1:{smtp.Port}",
        [MailSecrets.HookSecret] = HookSecret,
    };

    public async Task<(HttpStatusCode Status, string Body, string Policy)> SendAsync(HttpMethod method, string path, HttpContent? content = null, string client = Client)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(Address), path)) { Content = content };
        request.Headers.Host = "app.example";
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
        if (content is FormUrlEncodedContent)
        {
            request.Headers.TryAddWithoutValidation("Origin", Address);
        }

        using var answer = await Ask(request);
        var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var values) ? values.Single() : "";
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), policy);
    }

    public Task<(HttpStatusCode Status, string Body, string Policy)> SignUpAsync(string address, string client = Client) =>
        SendAsync(HttpMethod.Post, "/subscribe/", new StringContent($$"""{"address":"{{address}}","zone":"Asia/Tokyo"}""", Encoding.UTF8, "application/json"), client);

    public Task<(HttpStatusCode Status, string Body, string Policy)> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Answers who signed up, as the host does.</summary>
    public Task AnswerAsync() => PumpAsync(Triggers.SignUpQueue, Triggers.AnswerSignUp);

    /// <summary>Plans and sends, as the host does.</summary>
    public async Task<string> SendDigestsAsync()
    {
        var planned = await Call(Triggers.PlanDigests, null);
        return planned + "; " + await PumpAsync(Triggers.DigestQueue, Triggers.SendBatch);
    }

    /// <summary>An article comes out.</summary>
    public async Task PublishAsync(string name, string title)
    {
        await Account.UploadAsync(name, Account.Article(title));
        await Call(Triggers.SweepInbox, null);
    }

    public async Task<Subscriber> SubscriberAsync(string address) =>
        await Book.FindAsync(EmailAddress.TryParse(address, out var parsed) ? parsed : throw new ArgumentException("No address.", nameof(address)), default)
        ?? throw new InvalidOperationException("There is no such subscriber.");

    /// <summary>The hour that a subscriber waits for has come.</summary>
    public async Task MakeDueAsync(string address)
    {
        var now = TimeProvider.System.GetUtcNow();
        await Book.ChangeAsync((await SubscriberAsync(address)).Id, s => s with { NextDue = now.AddMinutes(-1), LastDue = null }, default);
    }

    public IReadOnlyList<MimeMessage> Mails() => [.. Smtp.Mails().Select(file => MimeMessage.Load(file))];

    /// <summary>Path and query of the link in a mail that leads to a page of the app.</summary>
    public static string LinkOf(MimeMessage mail, string path) => mail.TextBody!.Split([' ', '\n', '\r', '<', '>'])
        .Where(word => word.StartsWith($"{Address}/{path}", StringComparison.Ordinal)).Select(link => new Uri(link).PathAndQuery).First();

    public static string TokenOf(string link) => link[(link.IndexOf("t=", StringComparison.Ordinal) + 2)..];

    /// <summary>Follows the link of the mail about signing up, and presses the button there.</summary>
    public async Task<HttpStatusCode> ConfirmAsync(string link) => (await PostAsync("/subscribe/confirm/", ("t", TokenOf(link)), ("sure", "yes"))).Status;

    private async Task<string> PumpAsync(string queue, string function)
    {
        var said = "";
        await Account.PumpAsync(queue, async message =>
        {
            said += await Call(function, message);
            return true;
        });
        return said;
    }
}
