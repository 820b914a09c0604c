using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Newsletter;

/// <summary>A mistake in newsletter.yaml.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>Reads newsletter.yaml: one <c>key: value</c> a line, or a list where several values are allowed.</summary>
public static class SettingsFile
{
    private const int MaxLength = 64 * 1024;

    /// <exception cref="SettingsException">Names the file, the line and what is allowed there.</exception>
    public static SiteSettings Read(FileInfo file) =>
        file.Length > MaxLength ? throw new SettingsException($"{file.Name} is larger than 64 KB.") : Parse(File.ReadAllText(file.FullName), file.Name);

    /// <exception cref="SettingsException">Names the file, the line and what is allowed there.</exception>
    public static SiteSettings Parse(string yaml, string name)
    {
        var settings = new SiteSettings();
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                return settings;
            }

            parser.Consume<DocumentStart>();
            if (!parser.TryConsume<MappingStart>(out _))
            {
                throw new SettingsException($"{name}: write one 'key: value' a line.");
            }

            while (parser.TryConsume<Scalar>(out var key))
            {
                var option = SiteOption.All.FirstOrDefault(o => o.Key == key.Value)
                    ?? throw new SettingsException($"{name}:{key.Start.Line}: there is no setting '{key.Value}'. There are: {string.Join(", ", SiteOption.All.Select(o => o.Key))}.");
                settings = Apply(settings, option, Value(parser), name, key.Start.Line);
            }

            return settings;
        }
        catch (YamlException error)
        {
            throw new SettingsException($"{name}:{error.Start.Line}: this line cannot be read; quote values with ':' or '#' in them.");
        }
    }

    private static SiteSettings Apply(SiteSettings settings, SiteOption option, string value, string name, long line)
    {
        try
        {
            return option.Apply(settings, value.Trim());
        }
        catch (FormatException error)
        {
            throw new SettingsException($"{name}:{line}: '{option.Key}' must be {error.Message}, not '{value}'.");
        }
    }

    private static string Value(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar.Value;
        }

        parser.Consume<SequenceStart>();
        var values = new List<string>();
        while (parser.TryConsume<Scalar>(out var item))
        {
            values.Add(item.Value);
        }

        parser.Consume<SequenceEnd>();
        return string.Join(", ", values);
    }
}
