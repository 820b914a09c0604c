namespace Newsletter.Tests.House;

/// <summary>What breaks a rule, all of it shown at once.</summary>
public static class Offenders
{
    public static void None(IEnumerable<string> offenders)
    {
        var list = offenders.ToList();
        Assert.True(list.Count == 0, string.Join('\n', list));
    }
}
