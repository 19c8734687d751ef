using Microsoft.ML.OnnxRuntime;

namespace SearchEngine.Runtime.Sessions;

/// <summary>The process-wide ONNX Runtime environment: logs errors only, with telemetry disabled.</summary>
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
