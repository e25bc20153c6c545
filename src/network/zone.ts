/** Local Zones and Wavelength Zones are named after their parent Region with more parts: `us-west-2-lax-1a`. */
export const isOutsideRegion = (zone: string | null): boolean => /-\d+-/.test(zone ?? '');
