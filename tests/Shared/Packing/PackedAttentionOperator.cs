using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Tests.Packing;

/// <summary>
/// A CPU kernel for com.microsoft PackedMultiHeadAttention, which ONNX Runtime has only for CUDA: it runs
/// <see cref="PackedAttentionReference"/>, so that graphs written for CUDA run unchanged. It must outlive the sessions that use it.
/// </summary>
/// <remarks>The layout is OrtCustomOp in onnxruntime_c_api.h. Fields newer than the declared version are not read.</remarks>
internal sealed unsafe class PackedAttentionOperator : IDisposable
{
    private const int Inputs = 7;

    private static readonly byte[] Name = Encoding.UTF8.GetBytes("PackedMultiHeadAttention\0");
    private static readonly byte[] Domain = Encoding.UTF8.GetBytes("com.microsoft\0");
    private static readonly nint NameAddress = Pin(Name);
    private static readonly nint DomainAddress = Pin(Domain);

    private readonly Definition* _definition;
    private readonly void* _domain;

    /// <param name="half">Whether the graph computes in float16 rather than float32.</param>
    public PackedAttentionOperator(bool half)
    {
        _definition = (Definition*)NativeMemory.AllocZeroed((nuint)sizeof(Definition));
        *_definition = new Definition
        {
            Version = 16,
            Half = half ? 1 : 0,
            GetName = &GetName,
            GetExecutionProviderType = &GetExecutionProviderType,
            GetInputType = &GetInputType,
            GetInputTypeCount = &GetInputTypeCount,
            GetOutputType = &GetOutputType,
            GetOutputTypeCount = &GetOutputTypeCount,
            KernelDestroy = &KernelDestroy,
            GetInputCharacteristic = &GetInputCharacteristic,
            GetOutputCharacteristic = &GetOutputCharacteristic,
            GetInputMemoryType = &GetInputMemoryType,
            CreateKernelV2 = &CreateKernel,
            KernelComputeV2 = &Compute,
        };
        void* domain;
        var createDomain = (delegate* unmanaged<nint, void**, void*>)OrtFunctions.GetAddress("CreateCustomOpDomain");
        var addOperator = (delegate* unmanaged<void*, void*, void*>)OrtFunctions.GetAddress("CustomOpDomain_Add");
        OrtFunctions.ThrowOnError(createDomain(DomainAddress, &domain));
        OrtFunctions.ThrowOnError(addOperator(domain, _definition));
        _domain = domain;
    }

    /// <summary>Opens a CPU session of a graph that was written for CUDA.</summary>
    public InferenceSession Open(string folder)
    {
        // Session options created before the process's environment would create a second environment.
        _ = OnnxEnvironment.Instance;
        using SessionOptions options = new() { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC };
        var addDomain = (delegate* unmanaged<nint, void*, void*>)OrtFunctions.GetAddress("AddCustomOpDomain");
        OrtFunctions.ThrowOnError(addDomain(options.DangerousGetHandle(), _domain));
        return new InferenceSession(Path.Combine(folder, GraphBuilder.ModelFile), options);
    }

    public void Dispose()
    {
        ((delegate* unmanaged<void*, void>)OrtFunctions.GetAddress("ReleaseCustomOpDomain"))(_domain);
        NativeMemory.Free(_definition);
    }

    private static nint Pin(byte[] text) => GCHandle.Alloc(text, GCHandleType.Pinned).AddrOfPinnedObject();

    [UnmanagedCallersOnly]
    private static nint GetName(Definition* op) => NameAddress;

    [UnmanagedCallersOnly]
    private static nint GetExecutionProviderType(Definition* op) => 0;

    [UnmanagedCallersOnly]
    private static int GetInputType(Definition* op, nuint index)
    {
        const int Int32 = 6;
        return index is 4 or 5 ? Int32 : op->Type;
    }

    [UnmanagedCallersOnly]
    private static nuint GetInputTypeCount(Definition* op) => Inputs;

    [UnmanagedCallersOnly]
    private static int GetOutputType(Definition* op, nuint index) => op->Type;

    [UnmanagedCallersOnly]
    private static nuint GetOutputTypeCount(Definition* op) => 1;

    /// <summary>Keys, values and both biases are optional, as in the operator's schema.</summary>
    [UnmanagedCallersOnly]
    private static int GetInputCharacteristic(Definition* op, nuint index) => index is 0 or 4 or 5 ? 0 : 1;

    [UnmanagedCallersOnly]
    private static int GetOutputCharacteristic(Definition* op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int GetInputMemoryType(Definition* op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static void* CreateKernel(Definition* op, void* api, void* info, Kernel** kernel)
    {
        nint attribute = Marshal.StringToCoTaskMemUTF8("num_heads");
        long heads;
        var getAttribute = (delegate* unmanaged<void*, nint, long*, void*>)OrtFunctions.GetAddress("KernelInfoGetAttribute_int64");
        void* status = getAttribute(info, attribute, &heads);
        Marshal.FreeCoTaskMem(attribute);
        *kernel = (Kernel*)NativeMemory.Alloc((nuint)sizeof(Kernel));
        **kernel = new Kernel((int)heads, op->Half != 0);
        return status;
    }

    [UnmanagedCallersOnly]
    private static void KernelDestroy(Kernel* kernel) => NativeMemory.Free(kernel);

    [UnmanagedCallersOnly]
    private static void* Compute(Kernel* kernel, void* context)
    {
        try
        {
            bool half = kernel->Half;
            KernelTensor query = KernelTensor.GetInput(context, 0, half)!;
            float[] output = PackedAttentionReference.Run(
                kernel->Heads,
                query,
                key: KernelTensor.GetInput(context, 1, half),
                value: KernelTensor.GetInput(context, 2, half),
                projectionBias: KernelTensor.GetInput(context, 3, half),
                tokenOffset: KernelTensor.GetInput(context, 4, half)!,
                cumulativeLengths: KernelTensor.GetInput(context, 5, half)!,
                bias: KernelTensor.GetInput(context, 6, half));
            KernelTensor.GetOutput(context, query.Shape, half).Write(output);
            return null;
        }
        catch (Exception e)
        {
            // An exception must not pass through native code; the run fails with its message.
            return OrtFunctions.CreateFailure(e.Message);
        }
    }

    private readonly record struct Kernel(int Heads, bool Half);

    [StructLayout(LayoutKind.Sequential)]
    private struct Definition
    {
        public uint Version;
        public void* CreateKernelV1;
        public delegate* unmanaged<Definition*, nint> GetName;
        public delegate* unmanaged<Definition*, nint> GetExecutionProviderType;
        public delegate* unmanaged<Definition*, nuint, int> GetInputType;
        public delegate* unmanaged<Definition*, nuint> GetInputTypeCount;
        public delegate* unmanaged<Definition*, nuint, int> GetOutputType;
        public delegate* unmanaged<Definition*, nuint> GetOutputTypeCount;
        public void* KernelComputeV1;
        public delegate* unmanaged<Kernel*, void> KernelDestroy;
        public delegate* unmanaged<Definition*, nuint, int> GetInputCharacteristic;
        public delegate* unmanaged<Definition*, nuint, int> GetOutputCharacteristic;
        public delegate* unmanaged<Definition*, nuint, int> GetInputMemoryType;
        public FourFunctions Variadic;
        public delegate* unmanaged<Definition*, void*, void*, Kernel**, void*> CreateKernelV2;
        public delegate* unmanaged<Kernel*, void*, void*> KernelComputeV2;
        public FourFunctions ShapesAndVersions;
        public FourFunctions Aliases;
        public int Half;

        public readonly int Type
        {
            get
            {
                const int Float = 1, Float16 = 10;
                return Half != 0 ? Float16 : Float;
            }
        }
    }

    /// <summary>Functions that this operator does not define.</summary>
    [InlineArray(4)]
    private struct FourFunctions
    {
        private nint _first;
    }
}
