namespace Newsletter.Tests.Support;

/// <summary>Waits for what other processes do in their own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <param name="what">For the failure: what was waited for.</param>
    /// <param name="instead">For the failure: what is there.</param>
    public static Task SeesAsync(string what, Func<bool> isThere, Func<string>? instead = null) => SeesAsync(what, () => Task.FromResult(isThere()), instead);

    /// <inheritdoc cref="SeesAsync(string, Func{bool}, Func{string}?)"/>
    public static async Task SeesAsync(string what, Func<Task<bool>> isThere, Func<string>? instead = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isThere())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"There is no sign of {what}. {instead?.Invoke()}");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>A page that a server has once it is up.</summary>
    public static Task SeesPageAsync(this HttpClient web, Uri address, Func<string, bool> isThere) => SeesAsync(address.AbsolutePath, async () =>
    {
        try
        {
            using var response = await web.GetAsync(address);
            return isThere(await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });
}
