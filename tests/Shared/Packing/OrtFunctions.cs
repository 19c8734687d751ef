using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace SearchEngine.Tests.Packing;

/// <summary>Functions of ONNX Runtime's C interface that its C# binding does not offer. The binding knows where each is in the table.</summary>
internal static unsafe class OrtFunctions
{
    private const int Version = 16;

    private static readonly Type Layout = typeof(InferenceSession).Assembly.GetType("Microsoft.ML.OnnxRuntime.OrtApi", throwOnError: true)!;
    private static readonly byte* Table = ((delegate* unmanaged<uint, byte*>)(*(void**)OrtGetApiBase()))(Version);

    /// <summary>The address of a function.</summary>
    public static void* GetAddress(string name) => *(void**)(Table + Marshal.OffsetOf(Layout, name));

    /// <summary>Throws what a status says; none means that all is well.</summary>
    public static void ThrowOnError(void* status)
    {
        if (status is null) return;
        string message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)GetAddress("GetErrorMessage"))(status)) ?? "no message";
        ((delegate* unmanaged<void*, void>)GetAddress("ReleaseStatus"))(status);
        throw new InvalidOperationException(message);
    }

    /// <summary>A status that says what went wrong.</summary>
    public static void* CreateFailure(string message)
    {
        const int Fail = 1;
        nint text = Marshal.StringToCoTaskMemUTF8(message);
        void* status = ((delegate* unmanaged<int, nint, void*>)GetAddress("CreateStatus"))(Fail, text);
        Marshal.FreeCoTaskMem(text);
        return status;
    }

    [DllImport("onnxruntime")]
    private static extern nint OrtGetApiBase();
}
