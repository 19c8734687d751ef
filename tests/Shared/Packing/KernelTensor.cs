namespace SearchEngine.Tests.Packing;

/// <summary>An input or output tensor of an operator, read and written as float32 whatever its element type.</summary>
internal sealed unsafe class KernelTensor
{
    private readonly void* _data;
    private readonly bool _half;

    private KernelTensor(void* value, long[] shape, bool half)
    {
        var getData = (delegate* unmanaged<void*, void**, void*>)OrtFunctions.GetAddress("GetTensorMutableData");
        void* data;
        OrtFunctions.ThrowOnError(getData(value, &data));
        _data = data;
        (Shape, _half) = (shape, half);
    }

    public long[] Shape { get; }

    private int Length => checked((int)Shape.Aggregate(1L, (product, size) => product * size));

    public static KernelTensor? GetInput(void* context, int index, bool half)
    {
        void* value;
        var getInput = (delegate* unmanaged<void*, nuint, void**, void*>)OrtFunctions.GetAddress("KernelContext_GetInput");
        OrtFunctions.ThrowOnError(getInput(context, (nuint)index, &value));
        return value is null ? null : new KernelTensor(value, ReadShape(value), half);
    }

    public static KernelTensor GetOutput(void* context, long[] shape, bool half)
    {
        void* value;
        var getOutput = (delegate* unmanaged<void*, nuint, long*, nuint, void**, void*>)OrtFunctions.GetAddress("KernelContext_GetOutput");
        fixed (long* sizes = shape) OrtFunctions.ThrowOnError(getOutput(context, 0, sizes, (nuint)shape.Length, &value));
        return new KernelTensor(value, shape, half);
    }

    public float[] ToFloats() => _half
        ? [.. new ReadOnlySpan<Half>(_data, Length).ToArray().Select(x => (float)x)]
        : new ReadOnlySpan<float>(_data, Length).ToArray();

    public int[] ToIntegers() => new ReadOnlySpan<int>(_data, Length).ToArray();

    public void Write(float[] values)
    {
        Assert.Equal(Length, values.Length);
        if (_half) values.Select(x => (Half)x).ToArray().CopyTo(new Span<Half>(_data, Length));
        else values.CopyTo(new Span<float>(_data, Length));
    }

    private static long[] ReadShape(void* value)
    {
        var getInfo = (delegate* unmanaged<void*, void**, void*>)OrtFunctions.GetAddress("GetTensorTypeAndShape");
        var getRank = (delegate* unmanaged<void*, nuint*, void*>)OrtFunctions.GetAddress("GetDimensionsCount");
        var getSizes = (delegate* unmanaged<void*, long*, nuint, void*>)OrtFunctions.GetAddress("GetDimensions");
        void* info;
        OrtFunctions.ThrowOnError(getInfo(value, &info));
        nuint rank;
        OrtFunctions.ThrowOnError(getRank(info, &rank));
        long[] shape = new long[rank];
        fixed (long* sizes = shape) OrtFunctions.ThrowOnError(getSizes(info, sizes, rank));
        ((delegate* unmanaged<void*, void>)OrtFunctions.GetAddress("ReleaseTensorTypeAndShapeInfo"))(info);
        return shape;
    }
}
