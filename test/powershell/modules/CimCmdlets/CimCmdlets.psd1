# Names every function, so that the engine finds this module by a cmdlet's name without reading its files.
@{
    RootModule        = 'CimCmdlets.psm1'
    ModuleVersion     = '1.0.0.0'
    GUID              = '5f0c1c2e-4d0b-4a53-9a5e-6d1f1a4d7b10'
    Author            = 'dpsync'
    Description       = 'Stands in for CimCmdlets in the tests of dpsync: a simulated site instead of a real one.'
    PowerShellVersion = '7.0'
    FunctionsToExport = @(
        'New-CimSession'
        'New-CimSessionOption'
        'Remove-CimSession'
        'Get-CimClass'
        'Get-CimInstance'
        'Invoke-CimMethod'
    )
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
