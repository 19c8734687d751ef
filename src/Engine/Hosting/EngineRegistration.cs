using Microsoft.Extensions.Options;

namespace SearchEngine.Hosting;

/// <summary>A search engine that was added to the services.</summary>
/// <param name="Key">The key of its services; null if they have none.</param>
internal sealed record EngineRegistration(string? Key)
{
    /// <summary>The name of its options.</summary>
    public string Name => Key ?? Options.DefaultName;

    /// <summary>The key of the readers, chunkers and models that the application supplied for this engine.</summary>
    public CustomPartKey CustomParts => new(Name);

    /// <summary>Keeps an engine's parts apart from services of the same types that the application uses elsewhere.</summary>
    internal sealed record CustomPartKey(string Name);
}
