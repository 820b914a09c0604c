using System.Text.Json;

namespace Newsletter.Functions.Tests.Support;

/// <summary>A folder of the app, and how the host starts what is in it.</summary>
internal sealed record App(string Folder, string Program, params string[] Arguments)
{
    private static readonly string? PublishedFolder = Environment.GetEnvironmentVariable("NEWSLETTER_APP");

    /// <summary>Whether <see cref="Tested"/> is the app as it is deployed: NEWSLETTER_APP says what was published.</summary>
    public static bool IsPublished => PublishedFolder is not null;

    /// <summary>The app as it is deployed, or as it was built for the tests, which starts and runs more slowly.</summary>
    public static App Tested { get; } = PublishedFolder is null ? new(AppContext.BaseDirectory, "dotnet", "Newsletter.Functions.dll") : Published(PublishedFolder);

    /// <param name="folder">What <c>dotnet publish</c> gave.</param>
    public static App Published(string folder)
    {
        var full = Path.GetFullPath(folder);
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(full, "host.json")));
        var description = host.RootElement.GetProperty("customHandler").GetProperty("description").EnumerateObject();
        // The only file that the host starts, without arguments.
        return new(full, Path.Combine(full, description.Single(property => property.Name == "defaultExecutablePath").Value.GetString()!));
    }

    /// <summary>The same in another folder.</summary>
    public App In(string folder) => this with { Folder = folder, Program = Program.Replace(Folder, folder, StringComparison.Ordinal) };
}
