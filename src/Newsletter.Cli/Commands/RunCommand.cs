using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Newsletter.Subscribers;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter run</c>: the whole product on this machine, until Ctrl+C.</summary>
internal static class RunCommand
{
    private const int MostTries = 5;

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var urls = new Option<string>("--urls") { HelpName = "address", Description = "Where it is served; port 0 takes a free one.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var outbox = new Option<DirectoryInfo?>("--outbox") { HelpName = "folder", Description = "Where mails go, as .eml files. Default: outbox in the state folder." };
        var command = new Command("run", "Publish what comes into the inbox, serve the site, let readers sign up, and send digests.") { urls, outbox };
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
        for (var attempt = 1; ; attempt++)
        {
            var endpoint = new IPEndPoint(address, wanted.Port == 0 ? FreePort(address) : wanted.Port);
            var served = site.Settings.BaseUrl == new SiteSettings().BaseUrl ? site with { Settings = site.Settings with { BaseUrl = new($"http://{endpoint}/") } } : site;
            await using var running = new RunningSite(served, open, endpoint, outbox, TimeProvider.System, line => console.Error.WriteLine(line));
            try
            {
                await running.StartAsync(cancel);
            }
            catch (IOException fault) when (fault is not FileNotFoundException)
            {
                if (wanted.Port == 0 && attempt < MostTries)
                {
                    continue;
                }

                throw new CliException(ExitCodes.Configuration, $"Nothing can be served at http://{endpoint}: {fault.Message}", "Is it running already? Say --urls with another port.");
            }

            Greet(console, served, outbox, $"http://{endpoint}/", asJson);
            await running.RunAsync(cancel);
            return;
        }
    }

    private static void Greet(CliConsole console, LocalSite site, string outbox, string served, bool asJson)
    {
        var settings = site.Settings;
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
        console.Out.WriteLine($"Articles are taken from {PublishCommand.Shown(site.Inbox.FullName)} as they are saved; reports on them are in {site.Reports}.");
        console.Out.WriteLine(settings.MailFrom is null
            ? "Readers can't sign up: set mail_from in newsletter.yaml."
            : $"Readers sign up at {EndpointAddresses.Of(settings).Subscribe}; mails go to {(settings.Mail.Servers.Count > 0 ? "your mail server" : PublishCommand.Shown(outbox))}.");
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
