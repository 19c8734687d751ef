using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SearchEngine.Hosting;

/// <summary>Reads options as an application set them, without validating them.</summary>
internal static class UnvalidatedOptions
{
    /// <summary>
    /// Creates the options of one engine while those of another are validated. Validated options would validate each other endlessly.
    /// </summary>
    public static SearchEngineOptions Create(IServiceProvider provider, string name)
    {
        OptionsFactory<SearchEngineOptions> factory = new(
            provider.GetServices<IConfigureOptions<SearchEngineOptions>>(),
            provider.GetServices<IPostConfigureOptions<SearchEngineOptions>>());
        return factory.Create(name);
    }
}
