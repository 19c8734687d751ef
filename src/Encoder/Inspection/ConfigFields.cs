using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Fields of a config.json that may be damaged or not there at all, for show.</summary>
internal sealed class ConfigFields(JsonFile? config, FaultList faults)
{
    /// <summary>A whole number under the first of these spellings that is there.</summary>
    public int? Number(params string[] spellings) =>
        config is null ? null : faults.Try(() => spellings.Select(config.IntOrNull).FirstOrDefault(value => value is not null));

    public string? Text(string field) => config is null ? null : faults.Try(() => config.StringOrNull(field));

    public string? FirstOf(string field) => config is null ? null : faults.Try(() => config.StringsOrNull(field) is [var first, ..] ? first : null);
}
