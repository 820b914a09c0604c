using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Newsletter.Catalogue;
using Newsletter.Delivery;
using Newsletter.Delivery.Bounces;
using Newsletter.Subscribers;
using Newsletter.Web;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter run</c>: serves the published site and the readers' own pages on this machine, and answers sign-ups, until Ctrl+C.</summary>
internal static class RunCommand
{
    private const int MostTries = 5;

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var urls = new Option<string>("--urls") { HelpName = "address", Description = "Where it is served; port 0 takes a free one.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var outbox = new Option<DirectoryInfo?>("--outbox") { HelpName = "folder", Description = "Where mails go, as .eml files. Default: outbox in the state folder." };
        var command = new Command("run", "Serve the published site, and let readers sign up and choose.") { urls, outbox };
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (site.Of(parsed) is not LocalSite local)
            {
                throw new CliException(ExitCodes.Usage, "On Azure the app serves readers.", "Say --storage local, or deploy the app: docs/operators.md.");
            }

            var mails = parsed.GetValue(outbox)?.FullName ?? Path.Combine(local.State, "outbox");
            await RunAsync(console, local, parsed.GetRequiredValue(urls), mails, parsed.GetValue(CliOptions.Json), cancel);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAsync(CliConsole console, LocalSite site, string urls, string outbox, bool asJson, CancellationToken cancel)
    {
        if (!Uri.TryCreate(urls, UriKind.Absolute, out var wanted) || wanted.Scheme != "http" || !TryAddress(wanted.Host, out var address))
        {
            throw new CliException(ExitCodes.Usage, $"'{urls}' is nothing to serve at.", "Say an address of this machine such as http://127.0.0.1:8080; a proxy before it does https.");
        }

        using var open = site.Open();
        Protect(outbox);
        var random = RandomNumberGenerator.Create();
        var keys = open.Readers.Keys();
        for (var attempt = 1; ; attempt++)
        {
            var endpoint = new IPEndPoint(address, wanted.Port == 0 ? FreePort(address) : wanted.Port);
            var settings = site.Settings.BaseUrl == new SiteSettings().BaseUrl ? site.Settings with { BaseUrl = new($"http://{endpoint}/") } : site.Settings;
            using var outlet = settings.MailFrom is null ? null : MailOutlet.Of(settings, open.Deliveries.Table, outbox, Environment.GetEnvironmentVariable, TimeProvider.System);
            var stores = new SubscriberStores(
                open.Readers.Table, open.Readers.SignUps, new ArticleCatalogue(open.Stores.Table, open.Stores.State, settings), new Announcements(open.Stores.Table), outlet);
            var desk = new SubscriberDesk(settings, site.Templates, keys, stores, TimeProvider.System, random);
            using var web = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var bounces = new BounceDesk(desk.Book, new(keys.Tokens), settings.Authority, TimeProvider.System);
            var hooks = new BounceEndpoints(bounces, new(settings.Mail.SendGridKey, settings.Mail.SesTopic, Environment.GetEnvironmentVariable(MailSecrets.HookSecret)), web.GetByteArrayAsync);
            var mailbox = MailSecrets.BounceBox(settings.Mail, Environment.GetEnvironmentVariable);
            await using var host = new SiteHost(desk, site.Out, endpoint, line => console.Error.WriteLine(line), hooks);
            try
            {
                await host.StartAsync(cancel);
            }
            catch (IOException fault) when (fault is not FileNotFoundException)
            {
                if (wanted.Port == 0 && attempt < MostTries)
                {
                    continue;
                }

                throw new CliException(ExitCodes.Configuration, $"Nothing can be served at http://{endpoint}: {fault.Message}", "Is it running already? Say --urls with another port.");
            }

            Greet(console, settings, outbox, $"http://{endpoint}/", asJson);
            await Task.WhenAll(
                host.RunAsync(cancel),
                SendDigestsAsync(console, site, open, settings, outbox, cancel),
                mailbox is null ? Task.CompletedTask : new BounceRounds(mailbox, bounces, TimeProvider.System, line => console.Error.WriteLine(line)).RunAsync(cancel));
            return;
        }
    }

    private static async Task SendDigestsAsync(CliConsole console, LocalSite site, OpenSite open, SiteSettings settings, string outbox, CancellationToken cancel)
    {
        if (settings.MailFrom is not null)
        {
            using var desk = await OpenDigests.DeskAsync(open, settings, site, outbox, cancel);
            await new DigestRounds(desk, TimeProvider.System, line => console.Error.WriteLine(line)).RunAsync(cancel);
        }
    }

    private static void Greet(CliConsole console, SiteSettings settings, string outbox, string served, bool asJson)
    {
        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteString("served", served);
                json.WriteString("subscribe", EndpointAddresses.Of(settings).Subscribe.AbsoluteUri);
                json.WriteString("outbox", outbox);
            });
            console.Out.Flush();
            return;
        }

        console.Out.WriteLine($"The site is at {served}, until Ctrl+C.");
        console.Out.WriteLine(settings.MailFrom is null
            ? "Readers can't sign up: set mail_from in newsletter.yaml."
            : $"Readers sign up at {EndpointAddresses.Of(settings).Subscribe}; mails go to {PublishCommand.Shown(outbox)}.");
        console.Out.Flush();
    }

    /// <summary>Mails hold tokens: they are made for whoever runs this, and a mail server in the same group.</summary>
    private static void Protect(string outbox)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(outbox);
        }
        else
        {
            Directory.CreateDirectory(outbox, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute);
        }
    }

    private static bool TryAddress(string host, out IPAddress address)
    {
        address = IPAddress.Loopback;
        return host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out address!);
    }

    private static int FreePort(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
