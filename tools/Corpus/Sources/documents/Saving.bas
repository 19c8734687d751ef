Option Explicit

Const Password = "tern"

' Saves a document so that it opens with the password only.
Sub SaveLocked(source As String, target As String, filterName As String)
    Dim secret(1) As New com.sun.star.beans.NamedValue
    Dim opening(0) As New com.sun.star.beans.PropertyValue
    Dim saving(1) As New com.sun.star.beans.PropertyValue
    Dim document As Object
    On Error GoTo Failed
    opening(0).Name = "Hidden"
    opening(0).Value = True
    document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opening())
    secret(0).Name = "OOXPassword"
    secret(0).Value = Password
    secret(1).Name = "CryptoType"
    secret(1).Value = "Standard"
    saving(0).Name = "FilterName"
    saving(0).Value = filterName
    saving(1).Name = "EncryptionData"
    saving(1).Value = CreateUnoValue("[]com.sun.star.beans.NamedValue", secret())
    document.storeToURL(ConvertToURL(target), saving())
    document.close(True)
    Exit Sub
Failed:
    Report(target)
End Sub

' Saves a document with a macro in it.
Sub SaveWithMacro(source As String, target As String, filterName As String)
    Dim opening(0) As New com.sun.star.beans.PropertyValue
    Dim saving(0) As New com.sun.star.beans.PropertyValue
    Dim document As Object
    Dim libraries As Object
    On Error GoTo Failed
    opening(0).Name = "Hidden"
    opening(0).Value = True
    document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opening())
    libraries = document.BasicLibraries
    libraries.VBACompatibilityMode = True
    If Not libraries.hasByName("Standard") Then libraries.createLibrary("Standard")
    libraries.getByName("Standard").insertByName("Greeting", "Sub AutoOpen" & Chr(10) & "    MsgBox ""Good evening, keeper""" & Chr(10) & "End Sub" & Chr(10))
    saving(0).Name = "FilterName"
    saving(0).Value = filterName
    document.storeToURL(ConvertToURL(target), saving())
    document.close(True)
    Exit Sub
Failed:
    Report(target)
End Sub

' An error that nobody catches asks a question that nobody sees.
Sub Report(target As String)
    Dim number As Integer
    number = FreeFile
    Open target & ".error" For Output As #number
    Print #number, Error$
    Close #number
    StarDesktop.terminate()
End Sub
