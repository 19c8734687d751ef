namespace SearchEngine.Hosting;

/// <summary>That a search engine was added to the services.</summary>
/// <param name="Key">Its services' key; null where they have none.</param>
internal sealed record EngineRegistration(string? Key)
{
    /// <summary>The name of its options.</summary>
    public string Name => Key ?? Microsoft.Extensions.Options.Options.DefaultName;

    /// <summary>The key of the parts that were put in the place of its own.</summary>
    public PartKey Parts => new(Name);

    /// <summary>Keeps an engine's parts apart from services of the same types that an application has for other ends.</summary>
    /// <param name="Name">The engine's.</param>
    internal sealed record PartKey(string Name);
}
