using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newsletter.Tests.Support;

namespace Newsletter.Functions.Tests.Isolated;

/// <summary>The isolated worker, which is a build of its own, is called by what calls the custom handler. Its source is read, not compiled.</summary>
public sealed partial class FunctionTriggersTests
{
    private static readonly string Source = File.ReadAllText(Repository.At("src/Newsletter.Functions/Isolated/FunctionTriggers.cs"));

    [Fact]
    public void EveryTriggerSaysWhatItsFunctionFileSays() => Assert.Equal(FunctionFiles(), Attributes());

    [Fact]
    public void EveryFunctionOfTheSourceIsRead() =>
        Assert.Equal(Source.Split("[Function(").Length - 1, Attributes().Count);

    [Fact]
    public void TheHostFilesDifferOnlyInWhatStartsTheWorkerAndBringsItsExtensions()
    {
        var host = Json("host.json").AsObject();
        Assert.True(host.Remove("customHandler"));
        Assert.True(host.Remove("extensionBundle"));

        Assert.Equal(host.ToJsonString(), Json("src/Newsletter.Functions/Isolated/host.json").ToJsonString());
    }

    private static SortedDictionary<string, string> FunctionFiles() => ByName(
        Directory.GetDirectories(Repository.At("src/Newsletter.Functions")).Select(Path.GetFileName)
            .Where(function => File.Exists(Repository.At($"src/Newsletter.Functions/{function}/function.json")))
            .Select(function => (function!, Json($"src/Newsletter.Functions/{function}/function.json")["bindings"]!.AsArray()[0]!.AsObject()
                .Select(property => (property.Key, property.Value is JsonArray list ? string.Join(", ", list.Select(item => item!.GetValue<string>())) : property.Value!.GetValue<string>())))));

    private static SortedDictionary<string, string> Attributes() => ByName(
        from Match function in FunctionPattern().Matches(Source)
        let kind = function.Groups["kind"].Value
        let arguments = function.Groups["argument"].Captures.Select(argument => argument.Value.Split(" = "))
        select (Value(function.Groups["name"].Value), (IEnumerable<(string, string)>)
        [
            ("name", function.Groups["parameter"].Value),
            ("type", $"{kind.ToLowerInvariant()}Trigger"),
            ("direction", "in"),
            .. arguments.Where(argument => argument is not [['"', ..]])
                .Select(argument => argument is [var name, var value] ? (name.ToLowerInvariant(), Value(value)) : (First(kind), Value(argument[0]))),
            .. kind == "Http" ? [("methods", string.Join(", ", arguments.Where(argument => argument is [['"', ..]]).Select(method => method[0].Trim('"'))))] : Array.Empty<(string, string)>(),
        ]));

    /// <summary>What the first argument of a trigger stands for in a function.json.</summary>
    private static string First(string kind) => kind switch { "Blob" => "path", "Queue" => "queueName", "Timer" => "schedule", "Http" => "authLevel", _ => kind };

    /// <summary>A constant that both worker models share, or a member of an enumeration of the worker's packages.</summary>
    private static string Value(string expression) => expression.Split('.') is [var type, var member]
        ? type == "AuthorizationLevel" ? member.ToLowerInvariant() : typeof(Site).Assembly.GetType($"Newsletter.Functions.{type}")?.GetField(member)!.GetRawConstantValue() as string ?? member
        : throw new InvalidOperationException($"{expression} is no shared constant.");

    private static SortedDictionary<string, string> ByName(IEnumerable<(string Function, IEnumerable<(string Name, string Value)> Binding)> functions) => new(
        functions.ToDictionary(function => function.Function, function => string.Join('\n', function.Binding.Select(property => $"{property.Name}: {property.Value}").Order())));

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(Repository.At(path)))!;

    [GeneratedRegex(@"\[Function\((?<name>[\w.]+)\)\]\s+public (?:async )?Task \w+\(\s*\[(?<kind>\w+)Trigger\((?:(?<argument>[^,)]+)(?:, )?)+\)\] \w+ (?<parameter>\w+)")]
    private static partial Regex FunctionPattern();
}
