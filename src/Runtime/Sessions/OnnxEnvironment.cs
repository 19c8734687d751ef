using Microsoft.ML.OnnxRuntime;

namespace SearchEngine.Runtime.Sessions;

/// <summary>The process's one ONNX Runtime environment: only errors are logged, and nothing is reported to anyone.</summary>
internal static class OnnxEnvironment
{
    public static OrtEnv Instance { get; } = Create();

    private static OrtEnv Create()
    {
        if (!OrtEnv.IsCreated)
        {
            EnvironmentCreationOptions options = new() { logId = "SearchEngine", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
        OrtEnv environment = OrtEnv.Instance();
        environment.DisableTelemetryEvents();
        return environment;
    }
}
