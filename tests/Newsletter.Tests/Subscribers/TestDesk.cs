using System.Net;
using MimeKit;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Storage;
using Newsletter.Storage.Local;
using Newsletter.Subscribers;
using Newsletter.Templates;
using Newsletter.Tests.Support;

namespace Newsletter.Tests.Subscribers;

/// <summary>A desk of one test's own, with mails in a folder and a clock to hold.</summary>
internal sealed class TestDesk : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly LocalStorage storage;
    private readonly ITable mails;
    private readonly List<MailOutlet> outlets = [];

    public TestDesk(SiteSettings? settings = null)
    {
        storage = new(LocalFolders.In(folder.Path), Clock);
        mails = storage.CarefulDatabase.Table(Ledger.TableName);
        Settings = settings ?? new() { BaseUrl = new("http://127.0.0.1/"), MailFrom = new("Explained, the Größte", Some.Address("news@example.com")) };
        Desk = Open(Some.Keys);
    }

    public HeldTime Clock { get; } = new();

    public SiteSettings Settings { get; }

    public SubscriberDesk Desk { get; }

    public SubscriberBook Book => Desk.Book;

    public IWorkQueue SignUps => storage.Database.Queue(SignUp.QueueName);

    /// <summary>Another worker of the same site.</summary>
    public SubscriberDesk Open(SiteKeys keys)
    {
        outlets.Add(MailOutlet.Of(Settings, mails, folder.At("outbox"), _ => null, Clock));
        return new(
            Settings, TemplateSources.Default, keys,
            new(storage.Database.Table(SubscriberBook.TableName), SignUps, new ArticleCatalogue(storage.Catalogue, storage.State, Settings), new Announcements(storage.Catalogue), outlets[^1]),
            Clock, Some.Chance);
    }

    public async Task<SignUpAnswer> SignUpAsync(string address, string client = "192.0.2.1") =>
        await Desk.SignUp.AskAsync(new(address, "Asia/Tokyo", "en", IPAddress.Parse(client)), default);

    /// <summary>Answers all sign-ups and takes the mails out of the folder.</summary>
    public async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        while (await Desk.AnswerAsync(default) > 0)
        {
        }

        var files = Directory.Exists(folder.At("outbox")) ? Directory.GetFiles(folder.At("outbox")) : [];
        return [.. files.Select(file =>
        {
            var mail = MimeMessage.Load(file);
            File.Delete(file);
            return mail;
        })];
    }

    /// <summary>The mails in the folder as they are.</summary>
    public IEnumerable<string> RawMails() => Directory.GetFiles(folder.At("outbox"), "*.eml").Select(File.ReadAllText);

    /// <summary>No mail can be written, as on a full disk.</summary>
    public void BlockMails() => folder.Write("outbox", "");

    public void LetMailsPass() => File.Delete(folder.At("outbox"));

    public static string TokenOf(MimeMessage mail) => LinkOf(mail).Query["?t=".Length..];

    public static Uri LinkOf(MimeMessage mail) =>
        new(mail.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("http", StringComparison.Ordinal)));

    /// <summary>Somebody who signed up and confirmed.</summary>
    public async Task<Subscriber> SubscribeAsync(string address)
    {
        await SignUpAsync(address);
        var mail = (await MailsAsync()).Single(m => m.To.Mailboxes.Single().Address == address);
        return (await Desk.Membership.ConfirmAsync(TokenOf(mail), null, default)).Subscriber!;
    }

    public void Dispose()
    {
        outlets.ForEach(outlet => outlet.Dispose());
        storage.Dispose();
        folder.Dispose();
    }
}
