using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace SearchEngine.Tests.Packing;

/// <summary>Functions of ONNX Runtime's C API that the C# binding does not expose; its OrtApi struct gives their offsets.</summary>
internal static unsafe class OrtFunctions
{
    private const int Version = 16;

    private static readonly Type Layout = typeof(InferenceSession).Assembly.GetType("Microsoft.ML.OnnxRuntime.OrtApi", throwOnError: true)!;
    private static readonly byte* Table = ((delegate* unmanaged<uint, byte*>)(*(void**)OrtGetApiBase()))(Version);

    public static void* GetAddress(string name) => *(void**)(Table + Marshal.OffsetOf(Layout, name));

    /// <summary>Throws an exception with the message of a status; a null status is success.</summary>
    public static void ThrowOnError(void* status)
    {
        if (status is null) return;
        var getMessage = (delegate* unmanaged<void*, byte*>)GetAddress("GetErrorMessage");
        string message = Marshal.PtrToStringUTF8((nint)getMessage(status)) ?? "no message";
        ((delegate* unmanaged<void*, void>)GetAddress("ReleaseStatus"))(status);
        throw new InvalidOperationException(message);
    }

    /// <summary>Creates a failed status with a message.</summary>
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
