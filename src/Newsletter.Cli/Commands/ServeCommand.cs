using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Newsletter.Delivery;
using Newsletter.Subscribers;
using Newsletter.Web.Desk;

namespace Newsletter.Cli.Commands;

/// <summary><c>newsletter serve</c>: the editors' desk in the browser, on this machine alone, until Ctrl+C.</summary>
internal static class ServeCommand
{
    private const int MostTries = 5;

    public static Command Create(CliConsole console)
    {
        var site = new SiteOptions();
        var port = new Option<int>("--port") { HelpName = "number", Description = "Where it is served; 0 takes a free one.", DefaultValueFactory = _ => 0 };
        var readOnly = new Option<bool>("--read-only") { Description = "Nothing can be changed from the desk: for showing it around." };
        var noOpen = new Option<bool>("--no-open") { Description = "Don't open the browser." };
        var editor = new Option<string>("--editor")
        {
            HelpName = "address",
            Description = "What opens a line in your editor, with {file}, {line} and {column} in it; \"\" for nothing.",
            DefaultValueFactory = _ => "vscode://file/{file}:{line}:{column}",
        };
        var command = new Command("serve", "Open the editors' desk: see what readers will get while you write.") { port, readOnly, noOpen, editor };
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            if (site.Of(parsed) is not LocalSite local)
            {
                throw new CliException(ExitCodes.Usage, "The desk shows folders of this machine.", "Say --storage local.");
            }

            using var open = local.Open();
            var desk = new DeskSite(local.Settings, open.Stores, local.Inbox.FullName, parsed.GetValue(site.Templates)?.FullName)
            {
                IsReadOnly = parsed.GetValue(readOnly),
                EditorLink = parsed.GetRequiredValue(editor),
                Book = HasReaders(local) ? await open.Readers.BookAsync(cancel) : null,
                Deliveries = open.Deliveries.Table,
                Outlet = local.Settings.MailFrom is null
                    ? null
                    : () => MailOutlet.Of(local.Settings, open.Deliveries.Table, OpenDigests.Outbox(local, null), Environment.GetEnvironmentVariable, TimeProvider.System),
            };
            await RunAsync(console, desk, parsed.GetValue(port), !parsed.GetValue(noOpen) && console.IsTerminal, parsed.GetValue(CliOptions.Json), cancel);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAsync(CliConsole console, DeskSite site, int port, bool opens, bool asJson, CancellationToken cancel)
    {
        var keys = DeskKeys.New(RandomNumberGenerator.Create());
        for (var attempt = 1; ; attempt++)
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, port == 0 ? FreePort() : port);
            await using var host = new DeskHost(site, endpoint, keys, TimeProvider.System, line => console.Error.WriteLine(line));
            try
            {
                await host.StartAsync(cancel);
            }
            catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                if (port == 0 && attempt < MostTries)
                {
                    continue;
                }

                throw new CliException(ExitCodes.Configuration, $"Port {port} is taken.", "Is a desk open already? Leave --port out, and a free one is taken.");
            }

            Greet(console, site, host.Address, asJson);
            if (opens)
            {
                Browse(host.Address);
            }

            await host.RunAsync(cancel);
            return;
        }
    }

    private static void Greet(CliConsole console, DeskSite site, Uri address, bool asJson)
    {
        if (asJson)
        {
            console.WriteJson(json =>
            {
                json.WriteString("desk", address.AbsoluteUri);
                json.WriteString("inbox", site.InboxFolder);
                json.WriteBoolean("read_only", site.IsReadOnly);
            });
        }
        else
        {
            console.Out.WriteLine($"The desk is open until Ctrl+C: {address}");
            console.Out.WriteLine("Whoever has this address on this machine may use it. It is another one each time.");
        }

        console.Out.Flush();
    }

    /// <summary>Nobody's keys are made by looking.</summary>
    private static bool HasReaders(LocalSite site) =>
        Environment.GetEnvironmentVariable(SiteKeys.Variable) is { Length: > 0 } || File.Exists(Path.Combine(site.State, KeyFile.Name));

    /// <summary>Where that can't be done, the address is on the screen.</summary>
    private static void Browse(Uri address)
    {
        try
        {
            var program = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
            using var started = Process.Start(OperatingSystem.IsWindows() ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true } : new(program, address.AbsoluteUri) { RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException)
        {
            // There is no browser here.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
