using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// Disables ONNX Runtime's telemetry. Since 1.29 its Linux builds send usage events over HTTPS by default; the native library reads the
/// switch from the C environment at start-up, which .NET's own environment API does not change on Unix.
/// </summary>
internal static partial class OnnxTelemetry
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Only a module initializer runs before the native library reads the switch.")]
    internal static void Disable()
    {
        // .NET's copy is inherited by child processes (on Windows it is the environment itself).
        Environment.SetEnvironmentVariable(Switch, "1");
        if (!OperatingSystem.IsWindows()) _ = SetEnvironmentVariable(Switch, "1", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
