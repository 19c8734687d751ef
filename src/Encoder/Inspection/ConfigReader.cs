using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Fields of a config.json that may be damaged or not there at all, for show.</summary>
internal sealed class ConfigReader(JsonFile? config, FaultList faults)
{
    /// <summary>A whole number under the first of these spellings that is there.</summary>
    public int? GetInt(params string[] spellings) =>
        config is null ? null : faults.Try(() => spellings.Select(config.GetIntOrNull).FirstOrDefault(value => value is not null));

    public string? GetString(string field) => config is null ? null : faults.Try(() => config.GetStringOrNull(field));

    public string? GetFirst(string field) => config is null ? null : faults.Try(() => config.GetStringsOrNull(field) is [var first, ..] ? first : null);
}
