using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SearchEngine.Hosting;

/// <summary>Options as an application set them, whatever is wrong with them.</summary>
internal static class UnvalidatedOptions
{
    /// <summary>For looking at one engine's options while those of another are checked, which would check the first by those of the second without end.</summary>
    public static SearchEngineOptions Unvalidated(IServiceProvider provider, string name) =>
        new OptionsFactory<SearchEngineOptions>(provider.GetServices<IConfigureOptions<SearchEngineOptions>>(), provider.GetServices<IPostConfigureOptions<SearchEngineOptions>>()).Create(name);
}
