using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SearchEngine.Engine.Tests.Models;
using SearchEngine.Hosting;

namespace SearchEngine.Engine.Tests.Hosting;

/// <summary>Builds applications whose search engine uses a workspace, with stand-ins for all models except the encoder.</summary>
internal static class EngineHost
{
    public static void Use(this SearchEngineOptions options, Workspace workspace)
    {
        options.IndexPath = workspace.Options.IndexPath;
        options.ModelFolder = workspace.Options.ModelFolder;
        options.Encoder = workspace.Options.Encoder;
        options.Answers = false;
    }

    public static SearchEngineBuilder WithStandIns(this SearchEngineBuilder builder) => builder.UseReranker(new EagerReranker());

    public static IHost Build(Action<IServiceCollection> configure, LogProbe? log = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        if (log is not null) builder.Logging.AddProvider(log);
        configure(builder.Services);
        return builder.Build();
    }
}
