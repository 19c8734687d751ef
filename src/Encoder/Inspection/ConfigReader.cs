using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Reads fields of a config.json that may be damaged or missing.</summary>
internal sealed class ConfigReader(JsonFile? config, FaultList faults)
{
    /// <summary>Returns the first of several alternative fields that exists.</summary>
    public int? GetInt(params string[] fields) =>
        config is null ? null : faults.Try(() => fields.Select(config.GetIntOrNull).FirstOrDefault(value => value is not null));

    public string? GetString(string field) => config is null ? null : faults.Try(() => config.GetStringOrNull(field));

    public string? GetFirst(string field) =>
        config is null ? null : faults.Try(() => config.GetStringsOrNull(field) is [var first, ..] ? first : null);
}
