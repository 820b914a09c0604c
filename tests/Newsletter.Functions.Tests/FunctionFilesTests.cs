using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Newsletter.Azure;
using Newsletter.Functions.Custom;
using Newsletter.Storage;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests;

/// <summary>What the host reads (host.json, function.json) and what the handler does are the same.</summary>
public sealed class FunctionFilesTests
{
    private static readonly string Folder = Repository.At("src/Newsletter.Functions");

    [Fact]
    public void EveryFunctionHasARouteAndEveryRouteAFunction() => Assert.Equal(Functions().Keys.Order(), Routes().Order());

    [Fact]
    public void TriggersNameWhatTheStorageHolds()
    {
        var bindings = Functions();
        Assert.Equal(Triggers.Upload, Text(bindings["IngestArticle"], "path"));
        Assert.Contains(Triggers.Upload.Split('/')[0], AzureStorage.ContainerNames);
        Assert.Equal("EventGrid", Text(bindings["IngestArticle"], "source"));
        Assert.Equal(AzureStorage.PublishName, Text(bindings["PublishChanges"], "queueName"));
        Assert.All(bindings.Values.Where(binding => binding.TryGetProperty("connection", out _)), binding => Assert.Equal(AzureStorageSettings.Content, Text(binding, "connection")));
        Assert.Equal(["blobTrigger", "queueTrigger", "timerTrigger"], bindings.Values.Select(binding => Text(binding, "type")).Order());
        Assert.False(bindings["SweepInbox"].TryGetProperty("runOnStartup", out _));
    }

    [Fact]
    public void TheHostIsMorePatientThanTheHandlerAndGivesUpWhenTheQueueDoes()
    {
        var host = JsonDocument.Parse(File.ReadAllText(Repository.At("host.json"))).RootElement;

        Assert.True(TimeSpan.Parse(Text(host, "functionTimeout"), null) > SiteFunctions.Deadline);
        var queues = host.GetProperty("extensions").GetProperty("queues");
        Assert.Equal(IWorkQueue.PoisonAfter, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.True(TimeSpan.Parse(Text(queues, "visibilityTimeout"), null) > TimeSpan.Zero);
    }

    private static Dictionary<string, JsonElement> Functions() => Directory.GetDirectories(Folder)
        .Where(folder => File.Exists(Path.Combine(folder, "function.json")))
        .ToDictionary(
            folder => Path.GetFileName(folder),
            folder => Assert.Single(JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "function.json"))).RootElement.GetProperty("bindings").EnumerateArray()));

    private static IEnumerable<string> Routes()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(Site.Open(key => key == Site.Connection ? AzureStorageSettings.Emulator : null, AppContext.BaseDirectory));
        builder.Services.AddSingleton<SiteFunctions>();
        builder.Services.AddSingleton<HttpClient>();
        IEndpointRouteBuilder app = builder.Build();
        app.MapFunctions();
        return [.. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))];
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
