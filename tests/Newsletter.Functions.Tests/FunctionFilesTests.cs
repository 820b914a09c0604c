using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Newsletter.Azure;
using Newsletter.Delivery;
using Newsletter.Functions.Custom;
using Newsletter.Storage;
using Newsletter.Subscribers;
using Newsletter.Tests.Support;
using Newsletter.Web;

namespace Newsletter.Functions.Tests;

/// <summary>What the host reads (host.json, function.json) and what the handler does are the same.</summary>
public sealed class FunctionFilesTests
{
    private static readonly string Folder = Repository.At("src/Newsletter.Functions");

    [Fact]
    public void EveryFunctionHasARouteAndEveryRouteAFunction() => Assert.Equal(
        Functions().Where(function => !IsHttp(function.Value)).Select(function => function.Key).Order(), Routes(app => app.MapFunctions()).Order());

    [Fact]
    public void WhatIsForwardedIsWhatFunctionFilesName()
    {
        Assert.Equal(Https().Select(binding => Text(binding, "route")).Order(), Routes(app => app.MapReaders()).Order());
        Assert.All(Https(), binding => Assert.Equal("anonymous", Text(binding, "authLevel")));
        Assert.Equal("", Text(Host.GetProperty("extensions").GetProperty("http"), "routePrefix"));
        Assert.True(Host.GetProperty("customHandler").GetProperty("enableForwardingHttpRequest").GetBoolean());
    }

    /// <summary>Whoever asks from outside must not get at what only the host may call: no route takes more than the words that it is made of, and letters.</summary>
    [Fact]
    public void NoRouteOfReadersLeadsToAFunction()
    {
        Assert.All(Https(), binding => Assert.Matches(@"^[a-z]+(/([a-z]+|\{[a-z]+:alpha\??\}))?$", Text(binding, "route")));
        Assert.Empty(Https().Select(binding => Text(binding, "route").Split('/')[0]).Intersect(Functions().Keys.Where(name => !IsHttp(Functions()[name])), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Each page that there is has a function that takes it, with its method.</summary>
    [Fact]
    public void EveryPageOfReadersHasAFunction()
    {
        var matchers = Https().Select(binding => (
            Template: new TemplateMatcher(TemplateParser.Parse(Text(binding, "route")), []),
            Methods: binding.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant()).ToList())).ToList();
        Assert.All(ReaderEndpoints(), endpoint => Assert.All(
            endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods,
            method => Assert.Contains(matchers, m => m.Methods.Contains(method) && m.Template.TryMatch(endpoint.RoutePattern.RawText, []))));
    }

    [Fact]
    public void TriggersNameWhatTheStorageHolds()
    {
        var bindings = Functions();
        Assert.Equal(Triggers.Upload, Text(bindings["IngestArticle"], "path"));
        Assert.Contains(Triggers.Upload.Split('/')[0], AzureStorage.ContainerNames);
        Assert.Equal("EventGrid", Text(bindings["IngestArticle"], "source"));
        Assert.Equal(AzureStorage.PublishName, Text(bindings["PublishChanges"], "queueName"));
        Assert.Equal((DeliveryQueue.Name, SignUp.QueueName), (Text(bindings["SendBatch"], "queueName"), Text(bindings["AnswerSignUp"], "queueName")));
        Assert.All(bindings.Values.Where(binding => binding.TryGetProperty("connection", out _)), binding => Assert.Equal(AzureStorageSettings.Content, Text(binding, "connection")));
        Assert.Equal(["blobTrigger", "httpTrigger", "queueTrigger", "timerTrigger"], bindings.Values.Select(binding => Text(binding, "type")).Distinct().Order());
        Assert.All(bindings.Values, binding => Assert.False(binding.TryGetProperty("runOnStartup", out _)));
    }

    [Fact]
    public void TheHostIsMorePatientThanTheHandlerAndGivesUpWhenTheQueueDoes()
    {
        // A mail server is waited for to the end.
        Assert.True(TimeSpan.Parse(Text(Host, "functionTimeout"), null) > SiteFunctions.Deadline + new SmtpServer("", "", 25, SmtpSecurity.None).Patience);
        var queues = Host.GetProperty("extensions").GetProperty("queues");
        Assert.Equal(IWorkQueue.PoisonAfter, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.True(TimeSpan.Parse(Text(queues, "visibilityTimeout"), null) > TimeSpan.Zero);
    }

    private static JsonElement Host { get; } = JsonDocument.Parse(File.ReadAllText(Repository.At("host.json"))).RootElement;

    /// <summary>What calls each function. Over HTTP there is an answer beside it, or the host would not forward what was asked.</summary>
    private static Dictionary<string, JsonElement> Functions() => Directory.GetDirectories(Folder)
        .Where(folder => File.Exists(Path.Combine(folder, "function.json")))
        .ToDictionary(folder => Path.GetFileName(folder), folder =>
        {
            var bindings = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "function.json"))).RootElement.GetProperty("bindings").EnumerateArray().ToList();
            Assert.Equal(IsHttp(bindings[0]) ? ["in", "out"] : ["in"], bindings.Select(binding => Text(binding, "direction")));
            Assert.Equal(IsHttp(bindings[0]) ? "http" : Text(bindings[0], "type"), Text(bindings[^1], "type"));
            return bindings[0];
        });

    private static bool IsHttp(JsonElement binding) => Text(binding, "type") == "httpTrigger";

    private static IEnumerable<JsonElement> Https() => Functions().Values.Where(IsHttp);

    private static IEnumerable<string> Routes(Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSite(key => key == Site.Connection ? AzureStorageSettings.Emulator : null, AppContext.BaseDirectory);
        IEndpointRouteBuilder app = builder.Build();
        map(app);
        return [.. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))];
    }

    private static IReadOnlyList<RouteEndpoint> ReaderEndpoints()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var settings = new Dictionary<string, string>
        {
            [Site.Connection] = AzureStorageSettings.Emulator,
            ["NEWSLETTER_MAIL_FROM"] = "news@site.example",
            ["NEWSLETTER_SMTP"] = "smtp://mail.example",
            ["NEWSLETTER_KEYS"] = $"address={key} k1={key}",
            ["NEWSLETTER_SENDGRID_KEY"] = key,
            ["NEWSLETTER_SES_TOPIC"] = "arn",
            ["NEWSLETTER_HOOK_SECRET"] = "secret",
        };
        using var client = new HttpClient();
        var readers = Readers.Open(Site.Open(settings.GetValueOrDefault, AppContext.BaseDirectory), client)!;
        IEndpointRouteBuilder app = WebApplication.CreateSlimBuilder().Build();
        app.MapSubscribers(readers.Desk);
        readers.Hooks.Map(app, "/");
        return [.. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
