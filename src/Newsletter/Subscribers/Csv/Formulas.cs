namespace Newsletter.Subscribers.Csv;

/// <summary>
/// Spreadsheets run what a cell begins with as a formula. An apostrophe before it stops them (OWASP, CSV injection); it is taken off again on the way in.
/// </summary>
internal static class Formulas
{
    public static string Guard(string value) => value.Length > 0 && (IsStart(value[0]) || IsGuarded(value)) ? "'" + value : value;

    public static string Unguard(string value) => IsGuarded(value) ? value[1..] : value;

    /// <summary>Also what looks guarded already, so that every text comes back as it was.</summary>
    private static bool IsGuarded(string value) => value.Length > 1 && value[0] == '\'' && (IsStart(value[1]) || value[1] == '\'');

    private static bool IsStart(char c) => c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20';
}
