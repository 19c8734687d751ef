using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Sessions;

/// <summary>
/// Switches ONNX Runtime's telemetry off. Its Linux builds send usage events over HTTPS by default since 1.29, and read the switch from
/// the C environment when the native library starts, which .NET's own environment calls do not reach on Unix.
/// </summary>
internal static partial class OnnxTelemetry
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Nothing may leave the machine, and only a module initializer is sure to run before the native library loads.")]
    internal static void Disable()
    {
        // .NET's copy is what child processes inherit (and, on Windows, the environment itself).
        Environment.SetEnvironmentVariable(Switch, "1");
        if (!OperatingSystem.IsWindows()) _ = SetEnvironmentVariable(Switch, "1", overwrite: 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
