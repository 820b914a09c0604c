using System.Text.Json;
using Microsoft.Playwright;

namespace Newsletter.Tests.Site;

/// <summary>A node that assistive programs see.</summary>
internal sealed record AccessibleNode(string Role, string Name, bool? Expanded, bool? Checked);

/// <summary>Chromium's own accessibility tree (DevTools protocol, <c>Accessibility.getFullAXTree</c>), without what it ignores.</summary>
internal static class AccessibilityTree
{
    public static async Task<IReadOnlyList<AccessibleNode>> OfAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        var tree = await devTools.SendAsync("Accessibility.getFullAXTree");
        await devTools.DetachAsync();
        return
        [
            .. tree!.Value.GetProperty("nodes").EnumerateArray().Where(node => !node.GetProperty("ignored").GetBoolean())
                .Select(node => new AccessibleNode(Value(node, "role"), Value(node, "name"), State(node, "expanded"), State(node, "checked"))),
        ];
    }

    private static string Value(JsonElement node, string field) =>
        node.TryGetProperty(field, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";

    private static bool? State(JsonElement node, string name)
    {
        if (!node.TryGetProperty("properties", out var properties))
        {
            return null;
        }

        foreach (var property in properties.EnumerateArray())
        {
            if (property.GetProperty("name").GetString() == name)
            {
                return property.GetProperty("value").GetProperty("value").ToString() is "true" or "True";
            }
        }

        return null;
    }
}
